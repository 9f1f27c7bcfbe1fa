import { TRPCClientError } from '@trpc/client';
import { type Command, InvalidArgumentError } from 'commander';
import { SECOND } from '../../server/clock.ts';
import type { Env } from '../../server/env.ts';
import { AppError } from '../../server/errors.ts';
import { createTouchlineClient, type TouchlineClient } from '../../server/trpc/client.ts';
import { errorCodeOf } from '../../server/trpc/errors.ts';
import { listed } from '../../server/words.ts';
import { type AdminPassword, knownAdminPassword } from '../launch/admin-password.ts';
import { consoleUrl } from '../launch/console.ts';
import type { Shell } from './shell.ts';

/** What every command takes. */
export interface CommonOptions {
	/** Of the console; from HOST and PORT unless it is given. */
	url?: string;
	json: boolean;
}

export function addCommonOptions(command: Command): Command {
	return command
		.option('--url <url>', 'of the console; http://HOST:PORT of the environment by default', httpUrl)
		.option('--json', 'prints the answer as one JSON line', false);
}

/** What a question is asked with: the client, and the signal that ends its patience. */
export interface Asking {
	client: TouchlineClient;
	options: { signal: AbortSignal };
	url: string;
}

/** Real milliseconds that an answer may take; a pass over 10,000 matches takes seconds. */
const PATIENCE = 120 * SECOND;

/**
 * Asks the running web process.
 * @throws AppError that names the address or the password, and what to do; or what Touchline refused it with
 */
export async function ask<Answer>(
	shell: Shell,
	{ url: given }: Pick<CommonOptions, 'url'>,
	question: (asking: Asking) => Promise<Answer>,
): Promise<Answer> {
	const env = shell.env();
	const url = given ?? consoleUrl(env);
	const password = await requirePassword(env);
	const client = createTouchlineClient({ url, password: password.password });
	try {
		return await question({ client, options: { signal: AbortSignal.timeout(PATIENCE) }, url });
	} catch (error) {
		if (!(error instanceof TRPCClientError)) throw error;
		if (codeOf(error.data) === 'INTERNAL_SERVER_ERROR') await requireParts(client, url);
		throw inWords(error, url, password);
	}
}

/** The web process answers, and cannot do its work. */
export class TouchlineDown extends AppError {}

/** Names what the server lacks, where that explains why it failed. */
async function requireParts(client: TouchlineClient, url: string): Promise<void> {
	const { database, queue } = await client.health.query();
	const away = [
		...(database === 'unreachable' ? ['database'] : []),
		...(queue === 'unreachable' ? ['queue'] : []),
	];
	if (away.length === 0) return;
	throw new TouchlineDown(
		'unavailable',
		`Touchline at ${url} is down: its ${listed(away)} cannot be reached. The web process's log tells why.`,
	);
}

async function requirePassword(env: Env): Promise<AdminPassword> {
	const known = await knownAdminPassword(env);
	if (known) return known;
	throw new AppError(
		'unauthenticated',
		`There is no password: set ADMIN_PASSWORD, or TOUCHLINE_DATA_DIR to the folder in which Touchline keeps it (now ${env.TOUCHLINE_DATA_DIR}).`,
	);
}

function inWords(error: TRPCClientError<never>, url: string, { file }: AdminPassword): AppError {
	const code = codeOf(error.data);
	if (code === 'UNAUTHORIZED') {
		return new AppError(
			'unauthenticated',
			`${url} refuses the password in ${file ?? 'ADMIN_PASSWORD'}: set ADMIN_PASSWORD to the operator's.`,
			{ cause: error },
		);
	}
	if (code !== null) {
		return new AppError(errorCodeOf(code) ?? 'unavailable', error.message, { cause: error });
	}
	return new AppError('unavailable', unreachable(error, url), { cause: error });
}

/** Nothing came back that tRPC could read. */
function unreachable({ cause }: TRPCClientError<never>, url: string): string {
	if (cause?.name === 'TimeoutError') {
		return `${url} did not answer within ${PATIENCE / SECOND} s: look at the web process's log.`;
	}
	const reason = cause?.cause;
	if (cause?.name === 'TypeError' && reason instanceof Error) {
		const what = 'code' in reason ? String(reason.code) : reason.message;
		return `No Touchline answers at ${url} (${what}): start it with "npm start", or name its address with --url.`;
	}
	return `What answers at ${url} is not Touchline: name its address with --url.`;
}

function codeOf(data: unknown): string | null {
	return typeof data === 'object' && data !== null && 'code' in data ? String(data.code) : null;
}

function httpUrl(text: string): string {
	if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
	throw new InvalidArgumentError('It must be a URL such as http://127.0.0.1:3000.');
}
