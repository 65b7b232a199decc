import Sqlite from "better-sqlite3";
import { check } from "./pages.ts";

// A process of its own, started by pages.ts. In: the path of a database. Out, on standard output: what SQLite says.
const client = new Sqlite(process.argv[2] ?? "", { fileMustExist: true, timeout: 5000 });
client.pragma("query_only = ON");
process.stdout.write(check(client));
client.close();
