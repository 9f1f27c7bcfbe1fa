import { closeAlertsOfOthers } from '../alerts/alerts.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import type { Env } from '../env.ts';
import { AppError } from '../errors.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import { timeZoneOf } from '../football/competitions.ts';
import { recordAction } from '../pipeline/audit.ts';
import { SOURCE_ALERTS } from '../pipeline/ingest.ts';
import { setUpCompetitions } from '../pipeline-source.ts';
import type { ReplayInfo } from '../replay/replay.ts';
import { countOf } from '../words.ts';

export interface CompetitionDeps {
	db: Database;
	env: Env;
	replay: ReplayInfo | null;
	clock: Clock;
	/** Wishes and the audit trail know no other time. */
	realClock: Clock;
	feed: Pick<FeedPublisher, 'topic'>;
}

/**
 * The competitions whose fixtures are read now: those of the environment and those that operators added, without those that
 * they removed.
 */
export async function followedCompetitions(
	deps: Pick<CompetitionDeps, 'db' | 'env' | 'replay'>,
): Promise<string[]> {
	const { competitions, fixedBecause } = setUpCompetitions(deps);
	if (fixedBecause !== null) return competitions;
	const wishes = await deps.db.competitionWish.findMany({ orderBy: { competitionId: 'asc' } });
	const unwanted = new Set(wishes.filter(({ followed }) => !followed).map((wish) => wish.competitionId));
	const added = wishes.filter(({ followed }) => followed).map((wish) => wish.competitionId);
	return [...new Set([...competitions, ...added])].filter((id) => !unwanted.has(id));
}

/**
 * Reads the fixtures of a competition from now on, within a minute for the first time.
 * @throws AppError 'not-found' for a code whose time zone is not known, 'conflict' where competitions are fixed
 */
export async function followCompetition(
	deps: CompetitionDeps,
	id: string,
	operatorId: string,
): Promise<{ id: string }> {
	requireChangeable(deps);
	timeZoneOf(id);
	await wish(deps, { id, followed: true, operatorId, coming: 0 });
	return { id };
}

/**
 * Reads the fixtures of a competition no more. Nothing is deleted: matches that are stored are predicted and settled as
 * they stand.
 * @param confirmed how many coming matches the operator was shown
 * @throws AppError 'not-found' for one that is not followed, 'conflict' where competitions are fixed or more matches are
 * coming than were confirmed
 */
export async function unfollowCompetition(
	deps: CompetitionDeps,
	{ id, confirmed }: { id: string; confirmed: number },
	operatorId: string,
): Promise<{ id: string; coming: number }> {
	requireChangeable(deps);
	if (!(await followedCompetitions(deps)).includes(id)) {
		throw new AppError(
			'not-found',
			`The competition "${id}" is not followed: Settings lists those that are.`,
		);
	}
	const now = deps.clock.now();
	const coming = await deps.db.match.count({
		where: { competitionId: id, status: 'scheduled', kickoffAt: { gt: now } },
	});
	if (coming > confirmed) {
		throw new AppError(
			'conflict',
			`${id} has ${countOf(coming, 'coming match', 'coming matches')}, more than the ${confirmed} that were confirmed: look again and confirm that number.`,
		);
	}
	await wish(deps, { id, followed: false, operatorId, coming });
	await closeAlertsOfOthers(deps.db, SOURCE_ALERTS, await followedCompetitions(deps), now);
	return { id, coming };
}

interface Wish {
	id: string;
	followed: boolean;
	operatorId: string;
	coming: number;
}

async function wish({ db, realClock, feed }: CompetitionDeps, wanted: Wish): Promise<void> {
	const { id, followed, operatorId, coming } = wanted;
	const at = realClock.now();
	await db.$transaction(async (tx) => {
		await tx.competitionWish.upsert({
			where: { competitionId: id },
			create: { competitionId: id, followed, at, operatorId },
			update: { followed, at, operatorId },
		});
		if (followed) {
			await recordAction(tx, { operatorId, at, action: 'competitions.follow', detail: { competition: id } });
		} else {
			const detail = { competition: id, coming };
			await recordAction(tx, { operatorId, at, action: 'competitions.unfollow', detail });
		}
	});
	feed.topic('coverage');
}

/** @throws AppError 'conflict' */
function requireChangeable(deps: CompetitionDeps): void {
	const { fixedBecause } = setUpCompetitions(deps);
	if (fixedBecause !== null) throw new AppError('conflict', fixedBecause);
}
