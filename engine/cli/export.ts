import { failure, type Problem, type Result, success } from '../core/problem';
import { load } from '../design/file';
import type { Design } from '../design/schema';
import { type Exported, type Exporter, USUAL_REQUESTS } from '../export/definition';
import { type Chaos, zChaos } from '../what-if/chaos-matrix';
import type { PictureOptions } from '../export/picture/picture';
import { exporters } from '../export/registry';
import { writeIn } from '../export/write';
import { type ExitCode, exitCodes, type Io } from './io';
import { type FileFormat, fileFormats, type FileOptions } from './picture/file-formats';
import { problemsText } from './problems';
import { readText } from './read-file';
import { write } from './write-file';

export interface ExportCommandOptions {
  readonly to: string;
  readonly journey?: string;
  /** Of a studio on the web. */
  readonly address?: string;
  readonly seed?: number;
  /** [s] */
  readonly duration?: number;
  /** Requests whose traces are written. */
  readonly requests?: number;
  /** File with a chaos matrix of the design. */
  readonly chaos?: string;
  /** Of a picture of pixels: 1 is the size on the canvas. */
  readonly scale?: number;
  readonly dark?: boolean;
  readonly transparent?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

/** `faultline export`: writes a design in another format. What that cannot say is told beside it. */
export async function exportCommand(path: string, options: ExportCommandOptions, io: Io): Promise<ExitCode> {
  const bad = (problems: readonly Problem[]): ExitCode => {
    io.err(problemsText(problems, io.colors));
    return exitCodes.bad;
  };
  const text = await readText(path);
  const file = text.ok ? load(text.value) : text;
  if (!file.ok) return bad(file.problems);
  const { design } = file.value;
  const chaos = options.chaos === undefined ? success(undefined) : await chaosFrom(options.chaos);
  if (!chaos.ok) return bad(chaos.problems);
  const fileFormat = fileFormats.find(({ id }) => id === options.to);
  if (fileFormat) return fileCommand(fileFormat, design, options, chaos.value, io, bad);
  const exporter = exporters.find(({ id }) => id === options.to)!;
  const written = writtenBy(exporter, design, options, chaos.value);
  if (!written.ok) return bad(written.problems);
  const { output, force = false } = options;
  if (output === undefined) io.out(written.value.text);
  else {
    const saved = await write(output, written.value.text, { force });
    if (!saved.ok) return bad(saved.problems);
  }
  const { left } = written.value;
  if (left.length > 0) io.err(lost(exporter.title, left));
  return exitCodes.fine;
}

function writtenBy(exporter: Exporter, design: Design, asked: ExportCommandOptions, chaos: Chaos | undefined): Result<Exported> {
  const { journey, address, requests = USUAL_REQUESTS } = asked;
  const how = { requests, ...howOf(asked) };
  const about = { ...(journey !== undefined && { journey }), ...(address !== undefined && { address }), ...(chaos && { chaos }) };
  return writeIn(exporter, design, how, { ...lookOf(asked), ...about });
}

const howOf = ({ seed, duration }: ExportCommandOptions): FileOptions['how'] => ({
  ...(seed !== undefined && { seed }),
  ...(duration !== undefined && { duration }),
});

/** What `faultline chaos --json` printed. */
async function chaosFrom(path: string): Promise<Result<Chaos>> {
  const text = await readText(path, MOST_CHAOS, () => failure(noChaos(path)));
  if (!text.ok) return text;
  let document: unknown;
  try {
    document = JSON.parse(text.value);
  } catch {
    return failure(noChaos(path));
  }
  const chaos = zChaos.safeParse(document);
  return chaos.success ? success(chaos.data) : failure(noChaos(path));
}

/** [bytes] */
const MOST_CHAOS = 64e6;

async function fileCommand(
  format: FileFormat,
  design: Design,
  options: ExportCommandOptions,
  chaos: Chaos | undefined,
  io: Io,
  bad: (problems: readonly Problem[]) => ExitCode,
): Promise<ExitCode> {
  const { output, force = false, scale = 1 } = options;
  const { title, extension } = format;
  if (output === undefined) return bad([noFile(title, extension)]);
  const asked = { look: { ...lookOf(options), ...(chaos && { chaos }) }, scale, how: howOf(options) };
  const made = await format.bytes(design, asked);
  const saved = made.ok ? await write(output, made.value, { force }) : made;
  if (!saved.ok) return bad(saved.problems);
  io.err(lost(title, format.left(design, asked)));
  return exitCodes.fine;
}

const lookOf = ({ dark = false, transparent = false }: ExportCommandOptions): PictureOptions => ({
  theme: dark ? 'dark' : 'light',
  transparent,
});

const lost = (title: string, left: readonly string[]): string => `${title} cannot say:\n${left.map((line) => `  ${line}\n`).join('')}`;

const noChaos = (path: string): Problem => ({
  code: 'no-chaos-matrix',
  severity: 'error',
  where: '--chaos',
  message: `This is no chaos matrix: ${path}`,
  remedy: 'Write one with faultline chaos FILE --json > chaos.json.',
});
const noFile = (title: string, extension: string): Problem => ({
  code: 'no-output-file',
  severity: 'error',
  where: '--output',
  message: `${title} is no text that a terminal could show.`,
  remedy: `Name a file for it: --output design.${extension}.`,
});
