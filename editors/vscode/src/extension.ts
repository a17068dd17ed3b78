import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

import { startedBy, statusOf, Summary, toldToServer } from "./settings";

let client: LanguageClient | undefined;
let status: vscode.StatusBarItem;

interface Asked {
  uri: string;
  claim: string;
  kind?: string;
}

function execute(command: string, asked: object): Thenable<unknown> {
  return client
    ? client.sendRequest("workspace/executeCommand", { command, arguments: [asked] })
    : Promise.reject(new Error("the server is not running"));
}

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("fact-check");
  const languages = ["markdown", "plaintext"];
  client = new LanguageClient("fact-check", "fact-check", startedBy(settings), {
    documentSelector: languages.flatMap((language) => [
      { language, scheme: "file" },
      { language, scheme: "untitled" },
    ]),
    initializationOptions: toldToServer(settings),
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.review.jsonl") },
    middleware: {
      handleDiagnostics(uri, diagnostics, next): void {
        next(uri, diagnostics);
        void show();
      },
    },
  });
  await client.start();
  await show(); // what came before it was running was shown without a count
}

async function show(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!client?.isRunning() || !document || !["markdown", "plaintext"].includes(document.languageId)) {
    status.hide();
    return;
  }
  try {
    const summary = (await execute("fact-check.summary", { uri: document.uri.toString() })) as Summary;
    Object.assign(status, statusOf(summary));
    status.show();
  } catch {
    status.hide();
  }
}

async function askNote(asked: Asked): Promise<void> {
  const value = await vscode.window.showInputBox({ prompt: "Note" });
  if (value) {
    await execute("fact-check.decide", { uri: asked.uri, claim: asked.claim, do: "note", value });
  }
}

async function askIgnore(asked: Asked): Promise<void> {
  const reason = await vscode.window.showInputBox({ prompt: `Why is ${asked.kind} to be ignored?` });
  if (reason) {
    await execute("fact-check.ignore", { ...asked, reason });
  }
}

async function turn(which: "undo" | "redo"): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri.toString();
  if (uri) {
    await execute("fact-check.decide", { uri, do: which });
  }
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Right);
  const told = (work: (asked: Asked) => Promise<void>) => async (asked: Asked) => {
    try {
      await work(asked);
    } catch (error) {
      void vscode.window.showErrorMessage(`fact-check: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const restart = async (): Promise<void> => {
    await client?.stop().catch(() => undefined); // one that does not end in time must not keep another from starting
    await start();
  };
  context.subscriptions.push(
    status,
    vscode.commands.registerCommand("fact-check.askNote", told(askNote)),
    vscode.commands.registerCommand("fact-check.askIgnore", told(askIgnore)),
    vscode.commands.registerCommand("fact-check.undo", told(() => turn("undo"))),
    vscode.commands.registerCommand("fact-check.redo", told(() => turn("redo"))),
    vscode.commands.registerCommand("fact-check.restart", told(restart)),
    vscode.window.onDidChangeActiveTextEditor(() => void show()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("fact-check")) {
        const settings = toldToServer(vscode.workspace.getConfiguration("fact-check"));
        // A server that is not running is told when it starts.
        client
          ?.sendNotification("workspace/didChangeConfiguration", { settings: { "fact-check": settings } })
          .catch(() => undefined);
      }
    }),
  );
  await start();
}

export function deactivate(): Thenable<void> | undefined {
  return client?.stop();
}
