import { createInterface } from "node:readline";
import { type Command, CommandFailure, commandForm } from "./command.ts";
import type { World } from "./world.ts";

/** An option that need not stand in the shell's history. */
export interface Secret {
  readonly field: string;
  /** As written on the command line: the value, "-" for a line of input, or nothing for the variable. */
  readonly given: string | undefined;
  readonly option: string;
  readonly variable: string;
}

/** The command with its secrets filled in: from the option, the environment, or lines of the input in the order of the options. */
export async function withSecrets(
  command: Command,
  secrets: readonly Secret[],
  { environment, input }: Pick<World, "environment" | "input">,
): Promise<Command> {
  const lines = secrets.some(({ given }) => given === "-") ? await linesOf(input) : [];
  const filled: Record<string, string> = {};
  for (const { field, given, option, variable } of secrets) {
    const value = given === "-" ? lines.shift()?.trim() : (given ?? environment[variable]?.trim());
    if (!value) throw new CommandFailure(2, missing(option, variable, given === "-"));
    filled[field] = value;
  }
  return checked({ ...command, ...filled });
}

function checked(command: object): Command {
  const parsed = commandForm.safeParse(command);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CommandFailure(2, `--${String(issue?.path[0] ?? "option")} is empty or too long.`);
}

const missing = (option: string, variable: string, fromInput: boolean) =>
  fromInput
    ? `${option} - reads a line of the input, but there was none left.`
    : `${option} is missing: give it, set ${variable} in the environment, or write ${option} - and send it as a line of the input.`;

async function linesOf(input: World["input"]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input, crlfDelay: Infinity })) lines.push(line);
  return lines;
}
