import { readFileSync, statSync } from "node:fs";
import { format } from "prettier";
import { expect, test } from "vitest";
import { settings } from "../src/wiring/settings.ts";
import { patience } from "../src/wiring/lists.ts";
import { commands } from "../src/school/commands.ts";
import { School } from "./support/school.ts";

const file = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
const readme = file("README.md");
const between = (mark: string) => readme.split(`<!-- ${mark} -->\n`)[1]?.split(`<!-- /${mark} -->`)[0] ?? "";

test("the README has every setting with its default and meaning", () => {
  const rows = settings
    .map(
      (setting) =>
        `| \`${setting.name}\` | ${"default" in setting ? `\`${setting.default}\`` : "–"} | ${setting.meaning} |\n`,
    )
    .join("");
  expect(between("settings")).toBe(rows);
});

test("the README has every command of the line and of the chat", () => {
  const line = [...file("src/line/usage.ts").matchAll(/^(?:const usage = `)?janein (\w+)/gm)].map(([, name]) => name);
  expect(line).toHaveLength(28);
  for (const name of line) expect(readme).toMatch(new RegExp(`^\\| \`${name}[ \`]`, "m"));
  for (const command of commands) expect(readme).toContain(`\`/${command}\``);
});

test("the container and the package name the same Node line", () => {
  const { engines } = JSON.parse(file("package.json")) as { engines: { node: string } };
  expect(engines.node).toBe(">=24 <25");
  expect(file("Dockerfile").match(/FROM \S+/g)).toEqual(["FROM node:24-slim", "FROM node:24-slim"]);
});

const withoutCode = (text: string) => text.replace(/[0-9A-FX]{5}(-[0-9A-FX]{5}){2}/, "…");

test("the dialogue of the README is what happens", async () => {
  const school = await School.open({ joined: ["mother", "teacher"] });
  const [mother, teacher] = [school.phone("mother"), school.phone("teacher")];
  await mother.says("wer sieht die daten von meinem kind?");
  const question = mother.transcript();
  await mother.says("/einwilligung Mila");
  mother.forget();
  await mother.presses("JA");
  await mother.says("nein danke");
  await mother.presses("Absenden");
  expect(withoutCode(between("dialogue"))).toBe(
    withoutCode(
      `\`\`\`\n${question}\n    …\n${mother
        .transcript()
        .split("\n")
        .filter((line) => line.trim() !== "")
        .join("\n")}\n\n${teacher.transcript().replace("JaNein", "JaNein → Frau Tafel")}\n\`\`\`\n`,
    ),
  );
  await school.stop();
});

test("the pictures that the README shows are there, and none is heavier than a page", () => {
  const pictures = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path = ""]) => path);
  expect(pictures.length).toBeGreaterThan(1);
  for (const path of pictures) expect(statSync(new URL(`../${path}`, import.meta.url)).size).toBeLessThan(200 * 1024);
});

test("the way to the first letter is ten lines, and every command in it is one", () => {
  const way = readme.split("## From @BotFather to the first letter\n")[1]?.split("\n\n")[0]?.split("\n") ?? [];
  expect(way.map((line) => line.split(".")[0])).toEqual(Array.from({ length: 10 }, (_, at) => String(at + 1)));
  for (const [, name] of way.join("\n").matchAll(/janein -- (\w+)/g))
    expect(readme).toMatch(new RegExp(`^\\| \`${name}[ \`]`, "m"));
});

const codeOf = (mark: string) => /```\w*\n([^]*?)```/.exec(between(mark))?.[1] ?? "";
const linesOf = (mark: string) => codeOf(mark).trimEnd().split("\n");

test.each(["janein.service", "compose.yaml", "Caddyfile"])("the example %s has fewer than twenty lines", (mark) => {
  expect(linesOf(mark).length).toBeGreaterThan(4);
  expect(linesOf(mark).length).toBeLessThan(20);
});

test("the unit for systemd is one: known keys in known sections, and it starts what the package starts", () => {
  const known: Record<string, RegExp> = {
    Service:
      /^(User|WorkingDirectory|Environment|Exec\w+|Restart(Sec)?|StateDirectory(Mode)?|UMask|MemoryMax|OOMPolicy|(No|Capability|Protect|Private)\w+)=/,
    Install: /^WantedBy=[\w-]+\.target$/,
  };
  let section = "";
  const stray = linesOf("janein.service").filter((line) => {
    const [, begun] = /^\[(\w+)\]$/.exec(line) ?? [];
    section = begun ?? section;
    return begun === undefined ? !line.startsWith("#") && !known[section]?.test(line) : !(begun in known);
  });
  expect(stray).toEqual([]);
  const { scripts } = JSON.parse(file("package.json")) as { scripts: { start: string } };
  expect(codeOf("janein.service")).toContain(`ExecStart=/opt/janein/node_modules/.bin/${scripts.start}\n`);
});

test("what is copied to .env in the third step sets nothing that the image sets, nor anything twice", () => {
  const ofImage = [...file("Dockerfile").matchAll(/^ENV (.+)$/gm)].flatMap(([, all = ""]) =>
    [...all.matchAll(/(\w+)=/g)].map(([, name]) => name),
  );
  expect(ofImage).toContain("DATABASE_PATH");
  const set = [...file(".env.example").matchAll(/^(\w+)=/gm)].map(([, name]) => name);
  expect(set).toEqual(["BOT_TOKEN", "CODE_KEY"]);
  expect(set.filter((name) => ofImage.includes(name))).toEqual([]);
});

test("the process that reads lists may take more than the unit has, so its end is not the bot's", () => {
  const [, most] = /^MemoryMax=(\d+)G$/m.exec(codeOf("janein.service")) ?? [];
  if (patience.megabytes > Number(most) * 1024 - 512) expect(linesOf("janein.service")).toContain("OOMPolicy=continue");
});

test("the commands find the database of the unit: it stands in .env, which both read", () => {
  expect(codeOf("janein.service")).not.toContain("DATABASE_PATH");
  const [, folder] = /^StateDirectory=(\S+)$/m.exec(codeOf("janein.service")) ?? [];
  expect(readme).toContain(`with \`DATABASE_PATH=/var/lib/${folder}/janein.sqlite\``);
});

test("the newest heading of the changelog is the version", () => {
  const { version } = JSON.parse(file("package.json")) as { version: string };
  const lock = JSON.parse(file("package-lock.json")) as {
    version: string;
    packages: Record<string, { version: string }>;
  };
  expect(/^## (.+)$/m.exec(file("CHANGELOG.md"))?.[1]).toBe(version);
  expect([lock.version, lock.packages[""]?.version]).toEqual([version, version]);
});

test("the compose file is YAML with the keys that Compose knows, and mounts what the image has", async () => {
  await expect(format(codeOf("compose.yaml"), { parser: "yaml" })).resolves.not.toBe("");
  await expect(format(`${codeOf("compose.yaml")}  - "`, { parser: "yaml" })).rejects.toThrow();
  const keys = [...codeOf("compose.yaml").matchAll(/^ {4}(\w+):/gm)].map(([, key]) => key ?? "");
  const known = "build container_name restart mem_limit env_file volumes logging image ports".split(" ");
  expect(keys.filter((key) => !known.includes(key))).toEqual([]);
  for (const [, folder = ""] of codeOf("compose.yaml").matchAll(/"(?:janein|proof):([^"]+)"/g))
    expect(file("Dockerfile")).toContain(`"${folder}"`);
});

test("the Caddyfile has its brackets in pairs, known directives, and the port that JaNein opens", () => {
  let depth = 0;
  for (const line of linesOf("Caddyfile")) {
    if (line.endsWith("{")) depth += 1;
    else if (line === "}") depth -= 1;
    else expect(line).toMatch(/^\t(@\w+ path |respond @\w+ \d{3}$|encode$|reverse_proxy janein:\d+$)/);
  }
  expect(depth).toBe(0);
  const port = settings.find(({ name }) => name === "PORT");
  expect(codeOf("Caddyfile")).toContain(`reverse_proxy janein:${port && "default" in port ? port.default : ""}\n`);
});
