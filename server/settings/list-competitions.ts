import { isCompetition, timeZoneOf } from '../football/competitions.ts';
import { setUpCompetitions } from '../pipeline-source.ts';
import { type CompetitionDeps, followedCompetitions } from './competitions.ts';

/** A competition that is followed, or was. */
export interface ListedCompetition {
	/** The source's code, such as "en.1". */
	id: string;
	/** Null while it has not been read. */
	name: string | null;
	/** IANA zone of its local times; null for a code that nobody knows. */
	timeZone: string | null;
	/** The newest season that is stored. */
	season: string | null;
	followed: boolean;
	/** Whose wish that is, in real time; null: it is what COMPETITIONS says. */
	wish: { by: string; at: Date } | null;
	/** Those that are scheduled and have not kicked off. */
	coming: number;
	nextKickoff: Date | null;
}

export interface CompetitionList {
	source: 'openfootball' | 'simulated';
	/** Why they cannot be changed; null when they can. */
	fixedBecause: string | null;
	competitions: ListedCompetition[];
}

type Deps = Pick<CompetitionDeps, 'db' | 'env' | 'replay' | 'clock'>;

/** All that are followed or stored: those that are followed first, by code. */
export async function listCompetitions(deps: Deps): Promise<CompetitionList> {
	const { source, fixedBecause } = setUpCompetitions(deps);
	const [followed, stored, wishes] = await Promise.all([
		followedCompetitions(deps),
		readStored(deps),
		deps.db.competitionWish.findMany({ include: { operator: { select: { name: true } } } }),
	]);
	const ids = new Set([
		...followed,
		...stored.map(({ id }) => id),
		...wishes.map((wish) => wish.competitionId),
	]);
	const competitions = [...ids].map((id): ListedCompetition => {
		const known = stored.find((competition) => competition.id === id) ?? nothingOf(id);
		const wish = wishes.find(({ competitionId }) => competitionId === id);
		return {
			...known,
			followed: followed.includes(id),
			wish: wish && fixedBecause === null ? { by: wish.operator.name, at: wish.at } : null,
		};
	});
	competitions.sort((a, b) => Number(b.followed) - Number(a.followed) || a.id.localeCompare(b.id));
	return { source, fixedBecause, competitions };
}

type Stored = Omit<ListedCompetition, 'followed' | 'wish'>;

function readStored({ db, clock }: Deps): Promise<Stored[]> {
	return db.$queryRaw<Stored[]>`
		SELECT c.id, c.name, c."timeZone", newest.season, coming.matches AS coming, coming."nextKickoff"
		FROM "Competition" c
		LEFT JOIN LATERAL (
			SELECT m.season FROM "Match" m WHERE m."competitionId" = c.id ORDER BY m.season DESC LIMIT 1
		) newest ON true
		CROSS JOIN LATERAL (
			SELECT count(*)::int AS matches, min(m."kickoffAt") AS "nextKickoff" FROM "Match" m
			WHERE m."competitionId" = c.id AND m.status = 'scheduled' AND m."kickoffAt" > ${clock.now()}
		) coming`;
}

function nothingOf(id: string): Stored {
	const timeZone = isCompetition(id) ? timeZoneOf(id) : null;
	return { id, name: null, timeZone, season: null, coming: 0, nextKickoff: null };
}
