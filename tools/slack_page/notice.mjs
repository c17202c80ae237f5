// Writes the licences of everything in the bundle into one NOTICE file: equal texts once, with all their owners.
import { build } from "esbuild";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

// The renderer carries these inside its own files, so the bundle's list of inputs does not name them.
const INSIDE = [
  ["@yozora/* (inside slack-blocks-to-jsx)", "Copyright (c) 2020-2023 guanghechen (https://github.com/guanghechen)"],
  ["tailwindcss (inside the style sheet of slack-blocks-to-jsx)", "Copyright (c) Tailwind Labs, Inc."],
];

const { metafile } = await build({
  entryPoints: ["entry.jsx"],
  bundle: true,
  write: false,
  metafile: true,
  jsx: "automatic",
  outdir: "out",
  define: { "process.env.NODE_ENV": '"production"' },
});
const packages = new Set();
for (const input of Object.keys(metafile.inputs)) {
  const found = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
  if (found) packages.add(found[1]);
}

const texts = new Map();
function add(name, licence) {
  const isOwner = (line) => /^\s*copyright( \(c\)|\s+\d|\s+©)/i.test(line);
  const lines = licence.trim().split("\n");
  const body = lines.filter((line) => !isOwner(line) && !/^\W*(the )?mit licen[cs]e\W*(\(mit\))?\W*$/i.test(line));
  const key = body.join(" ").replace(/[^a-z]+/gi, " ").trim().toLowerCase();
  if (!texts.has(key)) texts.set(key, { body: body.join("\n").trim(), owners: [] });
  texts.get(key).owners.push([name, ...lines.filter(isOwner).map((line) => line.trim())].join("\n    "));
}

for (const name of [...packages].sort()) {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${name} has no licence file: read its terms before shipping it`);
  add(`${name} ${version} (${license})`, readFileSync(`${folder}/${file}`, "utf8"));
}
const terms = readFileSync("node_modules/react/LICENSE", "utf8").split("\n").slice(4).join("\n");
for (const [name, owner] of INSIDE) add(`${name} (MIT)`, `${owner}\n${terms}`);

const rule = "-".repeat(80);
const parts = [...texts.values()].map(({ body, owners }) => [rule, ...owners, "", body, ""].join("\n"));
const head = "render.js and render.css contain the packages below, each under the licence printed after its name.\n";
writeFileSync(process.argv[2], [head, ...parts].join("\n"));
