import { type LockSession, openLockSession } from './leadership/lock-session.ts';
import type { Logger } from './log.ts';
import { pause } from './pause.ts';

export interface LeadOptions {
	databaseUrl: string;
	/** What is led; the processes that give the same name in the same database compete for it. */
	name: string;
	/** Ends the competing: the work is ended, then the lead handed over at once. */
	signal: AbortSignal;
	log: Logger;
}

/** What only the leader does; it has to end soon after its signal aborts. */
export type LeadersWork = (signal: AbortSignal) => Promise<void>;

/** Real milliseconds before a process tries again to lead. */
const TRY_EVERY = 1_000;

/**
 * Runs `work` whenever this process leads, until the signal aborts. Of the processes that compete for a
 * name one leads, held by an advisory lock of Postgres. Another takes over within a second of its orderly
 * end or death, and within 12 s when it is frozen or cut off. One that loses its connection ends its work
 * and competes again; so does one whose work ends by itself.
 *
 * Two never lead at once, with one exception: a process that was frozen goes on with what it was at in the
 * moment that it wakes up, and only then finds its signal aborted.
 */
export async function lead(options: LeadOptions, work: LeadersWork): Promise<void> {
	const { name, signal, log } = options;
	let reported = false;
	while (!signal.aborted) {
		try {
			await compete(options, work);
			reported = false;
		} catch (error) {
			log[reported ? 'debug' : 'warn']({ err: error, lead: name }, 'cannot compete for the lead');
			reported = true;
		}
		await pause(TRY_EVERY, signal);
	}
}

async function compete({ databaseUrl, name, signal, log }: LeadOptions, work: LeadersWork): Promise<void> {
	const session = await openLockSession(databaseUrl, name);
	try {
		while (!signal.aborted) {
			session.lost.throwIfAborted();
			if (await session.tryLock()) {
				await serve(session, { name, signal, log }, work);
				return;
			}
			await pause(TRY_EVERY, signal);
		}
	} finally {
		await session.close();
	}
}

async function serve(
	{ lost }: LockSession,
	{ name, signal, log }: Pick<LeadOptions, 'name' | 'signal' | 'log'>,
	work: LeadersWork,
): Promise<void> {
	log.info({ lead: name }, 'leads');
	try {
		await work(AbortSignal.any([signal, lost]));
	} catch (error) {
		log.error({ err: error, lead: name }, 'the work of the leader failed');
	}
	if (lost.aborted) log.warn({ err: lost.reason, lead: name }, 'lost the lead');
	else log.info({ lead: name }, 'leads no more');
}
