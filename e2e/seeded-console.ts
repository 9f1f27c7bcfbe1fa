import type { Client } from 'pg';
import { openSeededConsole, type SeededConsoleOptions } from '../scripts/seed/open-console.ts';
import { withConnection } from '../server/databases.ts';
import type { Database } from '../server/db.ts';
import { changeDatabase } from './change-database.ts';
import { PASSWORD } from './command.ts';
import { storeHostileTexts } from './hostile-texts.ts';

/** A console on invented matches, in a browser. */
export interface SeededConsole {
	url: string;
	/** To look into its database. */
	db: Database;
	/** Does something to its database behind its back; it has heard of it then. */
	inDatabase<Result>(work: (client: Client) => Promise<Result>): Promise<Result>;
	stop(): Promise<void>;
}

export interface StartOptions extends Pick<SeededConsoleOptions, 'workers' | 'variables'> {
	/** 60 by default. */
	matches?: number;
	/** Whether some names, replies and messages are those of e2e/hostile-texts.ts. True by default. */
	hostile?: boolean;
}

/** Starts the web process on a scratch database of its own, within a few seconds; the workers look alive, and do nothing unless asked for. */
export async function startSeededConsole({
	matches = 60,
	hostile = true,
	workers,
	variables,
}: StartOptions = {}): Promise<SeededConsole> {
	const { url, context, stop } = await openSeededConsole({
		matches,
		workers,
		variables,
		password: PASSWORD,
		prepare: (databaseUrl) => (hostile ? withConnection(databaseUrl, storeHostileTexts) : Promise.resolve()),
	});
	return { url, db: context.db, inDatabase: (work) => changeDatabase(context.databaseUrl, url, work), stop };
}
