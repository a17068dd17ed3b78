/** A server that does nothing but keep what it is told, and hand it on when it is asked. */

import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

const connection = createMessageConnection(new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout));
const told: unknown[] = [];

connection.onRequest((method: string, params: unknown) => {
  if (method === "initialize") {
    told.push((params as { initializationOptions: unknown }).initializationOptions);
    return { capabilities: {} };
  }
  if (method === "shutdown") {
    return null;
  }
  const { command, arguments: asked } = params as { command: string; arguments: { do?: string; value?: string; reason?: string }[] };
  if (asked[0].do === "redo") {
    throw new Error("nothing to redo");
  }
  if (command !== "fact-check.summary") {
    told.push(asked[0].value ?? asked[0].reason ?? asked[0].do);
  }
  return { said: JSON.stringify(told), claims: 2, undecided: 1, findings: 1 };
});
connection.onNotification((method: string, params: unknown) => {
  if (method === "initialized") {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } };
    const diagnostics = [{ range, message: "40 died", severity: 1, code: "unevidenced" }];
    void connection.sendNotification("textDocument/publishDiagnostics", { uri: "file:///drafts/dam.txt", diagnostics });
  } else if (method === "workspace/didChangeConfiguration") {
    told.push((params as { settings: unknown }).settings);
  } else if (method === "exit") {
    process.exit(0);
  }
});
connection.listen();
