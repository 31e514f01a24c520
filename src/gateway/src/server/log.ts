type Fields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** One JSON object a line. Callers give codes, counts and names of operations: never keys, values or text of a customer. */
export class Log {
  constructor(private readonly write: (line: string) => void = (line) => void process.stdout.write(line)) {}

  info(message: string, fields: Fields = {}): void {
    this.#line('info', message, fields);
  }

  warn(message: string, fields: Fields = {}): void {
    this.#line('warn', message, fields);
  }

  error(message: string, fields: Fields = {}): void {
    this.#line('error', message, fields);
  }

  #line(level: string, message: string, fields: Fields): void {
    this.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
  }
}
