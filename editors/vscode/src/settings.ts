/** What the extension tells the server, and what it shows of its answers: no editor here, so node can test it. */

export interface Settings {
  get<T>(name: string): T | undefined;
}

const TOLD = ["judge", "by", "config", "delay", "codeLens", "semanticTokens", "workspace"] as const;

/** Return the server's settings; `prompts` says that this editor can ask for a line of text. */
export function toldToServer(settings: Settings): Record<string, unknown> {
  const told: Record<string, unknown> = { prompts: true };
  for (const name of TOLD) {
    const value = settings.get<unknown>(name);
    if (value !== undefined) {
      told[name] = value;
    }
  }
  return told;
}

/** Split what starts the server into a program and its arguments; an empty setting is the default. */
export function startedBy(settings: Settings): { command: string; args: string[] } {
  const [command, ...args] = settings.get<string[]>("command") ?? [];
  return command ? { command, args } : { command: "fact-check", args: ["lsp"] };
}

export interface Summary {
  said: string;
  claims: number;
  undecided: number;
  findings: number;
}

/** Return what the status bar says of a draft. */
export function statusOf(summary: Summary): { text: string; tooltip: string } {
  const open = summary.undecided === 0 ? "all decided" : `${summary.undecided} undecided`;
  return { text: `$(checklist) ${summary.claims} ${summary.claims === 1 ? "claim" : "claims"}, ${open}`, tooltip: summary.said };
}
