/** How long it takes from a saved edit to new bytes: edits one product's text again and again while a dev server runs.
 *
 *   node benches/serve.mjs FILE URL [EDITS] -- COMMAND…
 *
 * FILE is what is edited: a line at its end is replaced. URL is the page that shows it. COMMAND is the server, which is
 * started and stopped here. Told are the time from start to first page, the median and the slowest of the edits in
 * milliseconds, and the most memory that the server's processes took, in megabytes (Linux).
 */
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:http";

const split = process.argv.indexOf("--");
const [file, url, edits = "20"] = process.argv.slice(2, split);
const [program, ...parameters] = process.argv.slice(split + 1);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** The page, or nothing while there is none. */
const page = () =>
  new Promise((done) => {
    const request = get(url, { agent }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part) => (text += part));
      response.on("end", () => done(response.statusCode === 200 ? text : ""));
    });
    request.on("error", () => done(""));
  });

async function until(marker) {
  const started = performance.now();
  while (!(await page()).includes(marker)) {
    if (performance.now() - started > 120_000) throw new Error(`waited in vain for ${marker}`);
    await sleep(1);
  }
  return performance.now() - started;
}

const original = readFileSync(file, "utf8");
const started = performance.now();
const server = spawn(program, parameters, { stdio: "ignore" });
try {
  await until("<");
  const first = performance.now() - started;
  const times = [];
  for (let n = 0; n < Number(edits); n++) {
    // Longer than any server's debounce, and never in step with one.
    await sleep(1200 + Math.random() * 400);
    const marker = `measured-${n}-${Date.now()}`;
    writeFileSync(file, `${original}\n${marker}\n`);
    times.push(await until(marker));
  }
  times.sort((a, b) => a - b);
  const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
  const peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  const ms = (time) => `${time.toFixed(0)} ms`;
  console.log(`first page ${ms(first)} · median ${ms(times[Math.floor(times.length / 2)])} · slowest ${ms(times.at(-1))} · peak ${peak.toFixed(0)} MB`);
} finally {
  server.kill();
  writeFileSync(file, original);
  agent.destroy();
}
