// Plain JavaScript without dependencies: this is what runs on a fresh clone, before anything is installed.
//
//     node scripts/bootstrap.mjs <script.ts> [arguments]
//
// Installs the packages and generates the Prisma client where they are missing or out of date, then
// runs the script in this same process, so that signals, standard streams and exit code are its own.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST_NODE = [20, 19];
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const at = (...names) => path.join(root, ...names);
/** Holds the id of the process that installs at the moment. */
const LOCK = at('.cache', 'install.pid');

requireNode();
const [script, ...args] = process.argv.slice(2);
if (script === undefined)
	stop('Say which script to run: node scripts/bootstrap.mjs <script.ts> [arguments].');
if (!existsSync(script)) stop(`There is no script ${script}.`);
if (!packagesAreInstalled() || !clientIsGenerated()) {
	await lock();
	await prepare();
	rmSync(LOCK);
}
await runInPlace(path.resolve(script), args);

function requireNode() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
	stop(`Touchline needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.version}.`);
}

async function prepare() {
	if (!packagesAreInstalled()) {
		const options = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
		await step('Installing packages', 'npm ci', 'npm', ['ci', ...options]);
	}
	if (!clientIsGenerated()) {
		const prisma = at('node_modules', 'prisma', 'build', 'index.js');
		await step('Generating the database client', 'prisma generate', process.execPath, [prisma, 'generate']);
	}
}

/** What npm noted down when it had finished, and still there. */
function packagesAreInstalled() {
	const installed = packagesOf(at('node_modules', '.package-lock.json'));
	if (installed === undefined) return false;
	return Object.entries(packagesOf(at('package-lock.json')) ?? {}).every(([where, { version, optional }]) => {
		if (where === '') return true;
		if (installed[where] === undefined) return optional === true;
		return installed[where].version === version && existsSync(at(where));
	});
}

function packagesOf(lockFile) {
	return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : undefined;
}

function clientIsGenerated() {
	const client = at('prisma', 'generated', 'client.ts');
	if (!existsSync(client)) return false;
	const made = statSync(client).mtimeMs;
	return [at('prisma', 'schema.prisma'), at('node_modules', 'prisma', 'package.json')].every(
		(source) => statSync(source).mtimeMs <= made,
	);
}

/** Two installations at once would take files from each other; the npm of a killed run counts too. */
async function lock() {
	mkdirSync(path.dirname(LOCK), { recursive: true });
	let said = false;
	for (;;) {
		try {
			writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
			return;
		} catch (error) {
			if (error.code !== 'EEXIST') stop(`${LOCK} cannot be written (${error.message}).`);
		}
		const holder = existsSync(LOCK) ? Number(readFileSync(LOCK, 'utf8')) : 0;
		if (!isAlive(holder)) {
			rmSync(LOCK, { force: true });
			continue;
		}
		if (!said)
			process.stderr.write(
				`Waiting for the installation of process ${holder} to end (or remove ${LOCK}) ...\n`,
			);
		said = true;
		await sleep(200);
	}
}

function isAlive(pid) {
	try {
		return pid > 0 && process.kill(pid, 0);
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/** Runs a command quietly; what it complained about ends up in the one line of a failure. */
async function step(title, name, command, commandArgs) {
	process.stderr.write(`${title} (${name}) ...\n`);
	const shell = process.platform === 'win32' && command === 'npm';
	const child = spawn(command, commandArgs, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell });
	if (child.pid !== undefined) writeFileSync(LOCK, String(child.pid));
	let output = '';
	const keep = (chunk) => {
		output = (output + chunk).slice(-20_000);
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	let interruptedBy;
	const interrupt = (signal) => {
		interruptedBy = signal;
		child.kill(signal);
	};
	process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
	const failure = await new Promise((resolve) => {
		child.once('error', (error) => resolve(sentence(error.message)));
		child.once('close', (code) => resolve(code === 0 ? undefined : reasonIn(output)));
	});
	process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
	if (interruptedBy === undefined && failure === undefined) return;
	rmSync(LOCK, { force: true });
	if (interruptedBy !== undefined) process.exit(128 + constants.signals[interruptedBy]);
	stop(`${name} failed: ${failure} Run "${name}" in ${root} to see all of it.`);
}

/** npm's "npm error ..." lines, without codes, stack and log paths; of other commands the last line. */
function reasonIn(output) {
	const lines = output.split('\n').map((line) => line.trim());
	const errors = lines
		.filter((line) => /^npm (error|ERR!)/.test(line))
		.map((line) => line.replace(/^npm (error|ERR!)\s*/, ''))
		.filter(
			(line) => line !== '' && !/^(code|errno|syscall|path|type|address|port|at|A complete log)\b/.test(line),
		);
	return sentence(errors.slice(0, 2).join(' ') || lines.filter(Boolean).at(-1) || 'no reason given');
}

function sentence(text) {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The same as `node --import tsx script.ts`, without a second process that could outlive this one. */
async function runInPlace(file, fileArgs) {
	const { register } = await import('tsx/esm/api');
	register();
	process.argv = [process.argv[0], file, ...fileArgs];
	await import(pathToFileURL(file).href);
}

function stop(message) {
	process.stderr.write(`${message}\n`);
	process.exit(1);
}
