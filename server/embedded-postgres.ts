import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { accepts, databaseUrl } from './databases.ts';
import { ensureAccount, findAccount, needsAccount } from './embedded-postgres/account.ts';
import { locateBinaries } from './embedded-postgres/binaries.ts';
import { clusterUrl, ensureCluster, type Installation } from './embedded-postgres/cluster.ts';
import { type Home, homeOf, prepareHome } from './embedded-postgres/home.ts';
import { launch, shutDown } from './embedded-postgres/pg-ctl.ts';
import { choosePort, rememberPort } from './embedded-postgres/port.ts';
import { postmasterFile, readPostmaster, serves } from './embedded-postgres/postmaster.ts';
import { AppError } from './errors.ts';

/** A running Postgres that came with the packages. It outlives this process unless it is stopped. */
export interface EmbeddedPostgres {
	/** Its maintenance database, as superuser. */
	readonly adminUrl: string;
	urlOf(database: string): string;
	/** Ends all connections and the server; content when it has ended already. */
	stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
	/** The folder of its data, log and password. As root it is handed to the account "postgres". */
	dataDir: string;
	/** Gets a line for each thing that takes time or that someone may want to know. */
	log: (line: string) => void;
	/** For data that may be lost with the machine: nothing waits for the disk. Default false. */
	fast?: boolean;
}

const PATIENCE_MS = 60_000;
const TRY_EVERY_MS = 250;
/** Reasons that pass: another program took the port, a killed server is still on its way out. */
const PASSING = /could not create any TCP|shared memory block|lock file/;

/**
 * Starts the cluster of `dataDir`, creating it the first time. A server that an earlier run left
 * behind is taken over. It listens on 127.0.0.1 alone, on the port it had last if that is free.
 * @throws AppError with the server's own reason when it does not start
 */
export async function startEmbeddedPostgres({
	dataDir,
	log,
	fast = false,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
	const installation = await install(dataDir, log);
	const { home } = installation;
	const patience = AbortSignal.timeout(PATIENCE_MS);
	let reason: string;
	do {
		const found = await look(home);
		if ('port' in found) {
			log(`Taking over the Postgres that is already running in ${home.directory}.`);
			return connectionTo(installation, found.port);
		}
		if ('silent' in found) {
			reason = `process ${found.silent} holds it and does not answer`;
		} else {
			if (await ensureCluster(installation, fast)) log(`Created a Postgres cluster in ${home.directory}.`);
			const port = await choosePort(home.port);
			const launched = await launch(installation, { port, fast });
			if (launched.started) {
				await rememberPort(home.port, port);
				return connectionTo(installation, port);
			}
			reason = launched.reason;
			if (!PASSING.test(reason)) break;
		}
		await sleep(TRY_EVERY_MS);
	} while (!patience.aborted);
	throw new AppError(
		'unavailable',
		`The embedded Postgres in ${home.directory} did not start (${reason}): see ${home.log}.`,
	);
}

/** The running server of `dataDir`, provided that it accepts connections. */
export async function findEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres | undefined> {
	const account = needsAccount() ? await findAccount() : undefined;
	if (needsAccount() && account === undefined) return undefined;
	const found = await look(await homeOf(dataDir, account));
	return 'port' in found ? connectionTo(await install(dataDir, () => undefined), found.port) : undefined;
}

/** Stops the server of `dataDir`, if it runs, and deletes all its data. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
	const installation = await install(dataDir, () => undefined);
	await shutDown(installation);
	await Promise.all(
		[installation.home.directory, dataDir].map((folder) => rm(folder, { recursive: true, force: true })),
	);
}

async function install(dataDir: string, log: (line: string) => void): Promise<Installation> {
	const account = needsAccount() ? await ensureAccount() : undefined;
	const home = await homeOf(dataDir, account);
	await prepareHome(home, account);
	if (!home.asAsked) {
		log(`The account that runs Postgres cannot enter ${dataDir}: its data is in ${home.directory}.`);
	}
	return { home, account, binaries: await locateBinaries(account, log) };
}

type Found = { port: number } | { silent: number } | { none: true };

/** What runs on the cluster; the pid file of a server that is gone is removed. */
async function look(home: Home): Promise<Found> {
	const postmaster = await readPostmaster(home.cluster);
	if (postmaster === undefined) return { none: true };
	if (!(await serves(postmaster.pid, home.cluster))) {
		await rm(postmasterFile(home.cluster), { force: true });
		return { none: true };
	}
	const answers = await accepts(await clusterUrl(home, postmaster.port, 'postgres'));
	return answers ? { port: postmaster.port } : { silent: postmaster.pid };
}

async function connectionTo(installation: Installation, port: number): Promise<EmbeddedPostgres> {
	const adminUrl = await clusterUrl(installation.home, port, 'postgres');
	return {
		adminUrl,
		urlOf: (database) => databaseUrl(adminUrl, database),
		stop: () => shutDown(installation),
	};
}
