// DuckDB as a peer of the benchmarks: a statement a line in, its first row and the time of each repetition a line out.
import { createInterface } from 'node:readline';
import { DuckDBInstance, version } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const say = (what) => process.stdout.write(JSON.stringify(what) + '\n');

say({ version: version() });
for await (const line of createInterface({ input: process.stdin })) {
  const { sql, reads, ms } = JSON.parse(line);
  try {
    const statement = await connection.prepare(sql);
    const [row] = (await statement.runAndReadAll()).getRowObjectsJson();
    const times = [];
    for (const begun = performance.now(); times.length < reads && performance.now() - begun < ms; ) {
      const at = performance.now();
      await statement.runAndReadAll();
      times.push(performance.now() - at);
    }
    say({ row: row ?? {}, times });
  } catch (error) {
    say({ error: String(error) });
  }
}
