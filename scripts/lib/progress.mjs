const HEARTBEAT_MS = 30_000;

/**
 * One line that says what is going on. A terminal sees it change in place;
 * elsewhere (CI) each phase is a line, with a sign of life every half minute.
 */
export class Progress {
  #label = '';
  #detail = '';
  #startedAt = 0;
  #timer;
  #out;

  constructor(out = process.stderr) {
    this.#out = out;
  }

  start(label) {
    this.stop();
    this.#label = label;
    this.#detail = '';
    this.#startedAt = Date.now();
    this.#draw();
    const interval = this.#out.isTTY ? 1_000 : HEARTBEAT_MS;
    this.#timer = setInterval(() => this.#draw(), interval);
    this.#timer.unref();
  }

  detail(text) {
    this.#detail = text;
    if (this.#out.isTTY) {
      this.#draw();
    }
  }

  stop() {
    clearInterval(this.#timer);
    if (this.#label && this.#out.isTTY) {
      this.#out.write('\r\x1b[K');
    }
    this.#label = '';
  }

  #draw() {
    const seconds = Math.round((Date.now() - this.#startedAt) / 1000);
    const time = seconds > 0 ? ` ${seconds} s` : '';
    const detail = this.#detail ? ` (${this.#detail})` : '';
    const line = `… ${this.#label}${detail}${time}`;
    if (!this.#out.isTTY) {
      this.#out.write(`${line}\n`);
      return;
    }
    this.#out.write(`\r\x1b[K${line.slice(0, (this.#out.columns ?? 80) - 1)}`);
  }
}
