import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settings } from "../src/wiring/settings.ts";
import { commands } from "../src/messenger/menu.ts";
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
  expect(line).toHaveLength(25);
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
  await mother.says("/einwilligung");
  await mother.presses("Mila B. (3a)");
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
