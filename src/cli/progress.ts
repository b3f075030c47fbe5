/** Says on standard error what is going on: a spinner on a terminal, a line for each finished step elsewhere. */
import type { Terminal } from "./terminal.js";

export interface Progress {
  /**
   * Runs one step under a title. `rename` changes the title while it runs. The step's error passes through after it
   * was marked as failed. Steps may overlap.
   */
  step<T>(title: string, work: (rename: (title: string) => void) => Promise<T>): Promise<T>;
}

interface Running {
  title: string;
  readonly started: number;
}

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MILLISECONDS = 80;
/** A step that takes longer is announced also where nothing is animated, so that a log shows what hangs. */
const LONG_MILLISECONDS = 5000;

export function createProgress(terminal: Terminal): Progress {
  const { talk, talkColors: colors, animated } = terminal;
  const running = new Set<Running>();
  let frame = 0;
  let timer: NodeJS.Timeout | null = null;

  function draw(): void {
    const titles = [...running].map(({ title }) => title).join(", ");
    if (animated && running.size > 0) {
      talk(`\r\u001b[2K${colors.cyan(FRAMES[frame % FRAMES.length] ?? "")} ${titles}`);
    }
    frame += 1;
  }

  function line(text: string): void {
    talk(animated ? `\r\u001b[2K${text}\n` : `${text}\n`);
    draw();
  }

  function begin(title: string): Running {
    const entry = { title, started: performance.now() };
    running.add(entry);
    if (animated && timer === null) timer = setInterval(draw, FRAME_MILLISECONDS);
    draw();
    return entry;
  }

  function end(entry: Running, mark: string): void {
    running.delete(entry);
    const seconds = ((performance.now() - entry.started) / 1000).toFixed(1);
    line(`${mark} ${entry.title} ${colors.dim(`(${seconds} s)`)}`);
    if (running.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  }

  return {
    async step(title, work) {
      const entry = begin(title);
      const announcement = animated
        ? undefined
        : setTimeout(() => line(`· ${entry.title} …`), LONG_MILLISECONDS);
      try {
        const result = await work((next) => {
          entry.title = next;
          draw();
        });
        end(entry, colors.green("✓"));
        return result;
      } catch (error) {
        end(entry, colors.red("✗"));
        throw error;
      } finally {
        clearTimeout(announcement);
      }
    },
  };
}
