import type { Context } from "hono";
import type { GivenFile } from "../../school/read-office-file.ts";
import { asForm } from "./body.ts";

/** The files of a form, in memory. A field without a file sends one without a name. */
export async function givenFiles(ctx: Context): Promise<GivenFile[]> {
  const { files = [] } = await asForm(ctx.req.parseBody({ all: true }));
  const given = [files].flat().filter((file) => file instanceof File && file.name !== "") as File[];
  return Promise.all(given.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
}
