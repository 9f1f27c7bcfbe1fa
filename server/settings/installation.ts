import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ENV_VARIABLES, type Env } from '../env.ts';
import type { Windows } from '../pipeline/stages.ts';
import { setUpCompetitions } from '../pipeline-source.ts';
import type { ProcessContext } from '../process.ts';

/** What a web process was started as. */
export interface Installation {
	version: string;
	node: string;
	queues: 'Postgres' | 'Redis';
	/** Where it is, without user and password. */
	database: { host: string; name: string; embedded: boolean };
	source: string;
	/** Of the stand-in models, no answer is a real one. */
	standInModels: boolean;
	/** In milliseconds. */
	windows: Windows;
	variables: Variable[];
}

export interface Variable {
	name: string;
	/** Null where telling it could tell a secret. */
	value: string | null;
	/** Whether it has a value, its default included. */
	set: boolean;
}

/** Texts that are no secret; of other texts, only whether they are set is told. Numbers and choices are none. */
const TOLD: ReadonlySet<string> = new Set([
	'NODE_ENV',
	'LOG_LEVEL',
	'HOST',
	'TOUCHLINE_DATA_DIR',
	'FOOTBALL_SOURCE',
	'COMPETITIONS',
	'OTEL_SERVICE_NAME',
]);

export async function readInstallation(
	context: Pick<ProcessContext, 'env' | 'databaseUrl' | 'replay' | 'windows'>,
): Promise<Installation> {
	const { env, databaseUrl, windows } = context;
	const { hostname, port, pathname } = new URL(databaseUrl);
	const { source, location } = setUpCompetitions(context);
	return {
		version: await readVersion(),
		node: process.version,
		queues: env.REDIS_URL ? 'Redis' : 'Postgres',
		database: {
			host: port ? `${hostname}:${port}` : hostname,
			name: decodeURIComponent(pathname.slice(1)),
			embedded: env.DATABASE_URL === undefined,
		},
		source: location === null ? source : `${source}, ${withoutCredentials(location)}`,
		standInModels: env.STAND_IN_MODELS,
		windows,
		variables: ENV_VARIABLES.map((name) => variable(name, env)),
	};
}

const PACKAGE = new URL('../../package.json', import.meta.url);

async function readVersion(): Promise<string> {
	return z.object({ version: z.string() }).parse(JSON.parse(await readFile(PACKAGE, 'utf8'))).version;
}

function variable(name: string, env: Env): Variable {
	const value = Object.entries(env).find(([key]) => key === name)?.[1];
	const set = value !== undefined;
	if (!set) return { name, value: null, set };
	const told = typeof value !== 'string' || TOLD.has(name);
	return { name, value: told ? String(Array.isArray(value) ? value.join(',') : value) : null, set };
}

/** A folder is told as it is. */
function withoutCredentials(location: string): string {
	if (!/^https?:/.test(location) || !URL.canParse(location)) return location;
	const { origin, pathname } = new URL(location);
	return `${origin}${pathname}`;
}
