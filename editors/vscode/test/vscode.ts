/** An editor that is not there: what the extension and its client ask of VS Code, and what they did with it. */

import Module from "node:module";

type Listener = (event: unknown) => unknown;

export interface Diagnostics {
  set(uri: unknown, found: unknown[]): void;
}

/** What the tests see of the editor, and set. */
export const seen = {
  commands: new Map<string, (...asked: unknown[]) => unknown>(),
  diagnostics: [] as unknown[][],
  errors: [] as string[],
  listeners: new Map<string, Listener[]>(),
  settings: {} as Record<string, unknown>,
  status: { text: "", tooltip: "", shown: false },
  typed: undefined as string | undefined,
};

/** Tell all who listen. */
export function fire(name: string, event: unknown): void {
  for (const listener of seen.listeners.get(name) ?? []) {
    listener(event);
  }
}

const disposable = { dispose: () => undefined };

/** A class, a namespace, a function and a number, for what nobody looks at: the client has a feature for each. */
function anything(): unknown {
  const made = new Map<PropertyKey, unknown>();
  // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- the client makes classes of its own out of it
  return new Proxy(class Anything {}, {
    apply: () => disposable,
    get(target, name) {
      if (name === "prototype") {
        return target.prototype;
      }
      if (typeof name === "symbol" || name === "then") {
        return undefined;
      }
      if (!made.has(name)) {
        made.set(name, anything());
      }
      return made.get(name);
    },
  });
}

/** A namespace: what is given, events that are listened to, and anything else. */
function namespace(given: Record<string, unknown>): unknown {
  const rest = anything() as Record<PropertyKey, unknown>;
  return new Proxy(given, {
    get(target, name) {
      if (name in target) {
        return target[name as string];
      }
      if (typeof name === "string" && name.startsWith("on")) {
        return (listener: Listener) => {
          seen.listeners.set(name, [...(seen.listeners.get(name) ?? []), listener]);
          return disposable;
        };
      }
      return rest[name];
    },
  });
}

class EventEmitter {
  private listeners: Listener[] = [];
  event = (listener: Listener) => {
    this.listeners.push(listener);
    return disposable;
  };
  fire(event: unknown): void {
    this.listeners.forEach((listener) => listener(event));
  }
  dispose(): void {
    this.listeners = [];
  }
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => disposable };
  cancel(): void {
    this.token.isCancellationRequested = true;
  }
  dispose(): void {
    this.cancel();
  }
}

const uri = (text: string) => ({ scheme: "file", fsPath: text.replace("file://", ""), toString: () => text });

export const draft = {
  document: { uri: uri("file:///drafts/dam.txt"), languageId: "plaintext", version: 1, getText: () => "40 died." },
};

const vscode = namespace({
  version: "1.82.0",
  env: namespace({ appName: "none", language: "en" }),
  CancellationTokenSource,
  EventEmitter,
  Uri: { parse: uri, file: (path: string) => uri(`file://${path}`) },
  StatusBarAlignment: { Left: 1, Right: 2 },
  commands: namespace({
    registerCommand: (name: string, work: (...asked: unknown[]) => unknown) => {
      seen.commands.set(name, work);
      return disposable;
    },
  }),
  languages: namespace({
    createDiagnosticCollection: () => ({
      ...disposable,
      clear: () => undefined,
      delete: () => undefined,
      set: (_: unknown, found: unknown[]) => seen.diagnostics.push(found),
    }),
    match: () => 10,
  }),
  window: namespace({
    activeTextEditor: draft,
    visibleTextEditors: [draft],
    createStatusBarItem: () =>
      Object.assign(seen.status, {
        ...disposable,
        hide: () => (seen.status.shown = false),
        show: () => (seen.status.shown = true),
      }),
    createOutputChannel: () => ({ ...disposable, append: () => undefined, appendLine: () => undefined }),
    showErrorMessage: (said: string) => Promise.resolve(void seen.errors.push(said)),
    showInputBox: () => Promise.resolve(seen.typed),
  }),
  workspace: namespace({
    textDocuments: [],
    notebookDocuments: [],
    workspaceFolders: undefined,
    createFileSystemWatcher: () => namespace({ ...disposable }),
    getConfiguration: () => ({ get: (name: string) => seen.settings[name] }),
  }),
});

const loader = Module as unknown as { _load: (name: string, ...rest: unknown[]) => unknown };
const load = loader._load;
loader._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
