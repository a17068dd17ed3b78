/** The extension with the real client, a small server of its own, and an editor that is not there. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { draft, fire, seen } from "./vscode";

// After the editor that is not there, which an import would come before.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { activate, deactivate } = require("../src/extension") as typeof import("../src/extension");

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; !holds(); tries++) {
    assert.ok(tries < 600, "it never came");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const run = (name: string, ...asked: unknown[]) => seen.commands.get(`fact-check.${name}`)?.(...asked) as Promise<void>;
/** What the server of the tests was told, which it says in place of a summary. */
const told = () => JSON.parse(seen.status.tooltip) as unknown[];
const shownAnew = async () => {
  seen.status.shown = false;
  fire("onDidChangeActiveTextEditor", undefined);
  await until(() => seen.status.shown);
};
const context = { subscriptions: [] as unknown[] };
const claim = { uri: draft.document.uri.toString(), claim: "c1", kind: "unevidenced" };

before(async () => {
  seen.settings = { command: [process.execPath, join(__dirname, "server.js")], judge: "reviewed" };
  await activate(context as unknown as Parameters<typeof activate>[0]);
});

after(async () => {
  await deactivate();
});

test("its commands are there", () => {
  assert.deepEqual([...seen.commands.keys()].filter((name) => name.startsWith("fact-check.")).sort(), [
    "fact-check.askIgnore",
    "fact-check.askNote",
    "fact-check.redo",
    "fact-check.restart",
    "fact-check.undo",
  ]);
  assert.ok(context.subscriptions.length >= 6);
});

test("what the server finds is shown, and counted in the status bar", async () => {
  await until(() => seen.status.shown && seen.diagnostics.length > 0);
  assert.equal(seen.diagnostics.at(-1)?.length, 1);
  assert.equal(seen.status.text, "$(checklist) 2 claims, 1 undecided");
  assert.deepEqual(told(), [{ prompts: true, judge: "reviewed" }]);
});

test("a note and a reason are asked for, and go to the server", async () => {
  seen.typed = "rang the mayor";
  await run("askNote", claim);
  await run("askIgnore", claim);
  seen.typed = undefined;
  await run("askNote", claim);
  await run("undo");
  await shownAnew();
  assert.deepEqual(seen.errors, []);
  assert.deepEqual(told().slice(1), ["rang the mayor", "rang the mayor", "undo"]);
});

test("what the server refuses is said", async () => {
  await run("redo");
  assert.equal(seen.errors.length, 1);
  assert.match(seen.errors[0], /^fact-check: .*nothing to redo/);
});

test("settings go to the server as they change, and it can be started anew", async () => {
  seen.settings = { ...seen.settings, judge: "policy" };
  fire("onDidChangeConfiguration", { affectsConfiguration: (name: string) => name === "fact-check" });
  await shownAnew();
  assert.deepEqual(told().at(-1), { "fact-check": { prompts: true, judge: "policy" } });
  await run("restart");
  assert.equal(seen.errors.length, 1);
  assert.deepEqual(told(), [{ prompts: true, judge: "policy" }]);
});

test("no status is shown beside what is no draft", async () => {
  draft.document.languageId = "python";
  fire("onDidChangeActiveTextEditor", undefined);
  await until(() => !seen.status.shown);
  draft.document.languageId = "plaintext";
});
