import assert from "node:assert/strict";
import { test } from "node:test";

import { startedBy, statusOf, toldToServer } from "../src/settings";

const settings = (values: Record<string, unknown>) => ({ get: <T>(name: string) => values[name] as T | undefined });

test("the server is told what is set, and that the editor can ask", () => {
  assert.deepEqual(toldToServer(settings({ judge: "reviewed", command: ["x"], delay: 0 })), {
    prompts: true,
    judge: "reviewed",
    delay: 0,
  });
});

test("the server is started by what is set", () => {
  assert.deepEqual(startedBy(settings({ command: [".venv/bin/fact-check", "lsp"] })), {
    command: ".venv/bin/fact-check",
    args: ["lsp"],
  });
  assert.deepEqual(startedBy(settings({ command: [] })), { command: "fact-check", args: ["lsp"] });
});

test("the status bar counts", () => {
  assert.equal(statusOf({ said: "", claims: 1, undecided: 1, findings: 0 }).text, "$(checklist) 1 claim, 1 undecided");
  assert.equal(statusOf({ said: "", claims: 2, undecided: 0, findings: 0 }).text, "$(checklist) 2 claims, all decided");
});
