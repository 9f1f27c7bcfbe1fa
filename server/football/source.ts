/** What a fixture source knows of one match at the time it is asked. */
export interface Fixture {
	/** The source's identity of the match: the same after its date, time or status changed. */
	sourceKey: string;
	/** Competition code, such as "en.1". */
	competition: string;
	/** Such as "2024-25" or "2025". */
	season: string;
	round: string;
	home: string;
	away: string;
	kickoffAt: Date;
	/** False when the source has a date but no time; `kickoffAt` is then a stated default. */
	kickoffConfirmed: boolean;
	status: FixtureStatus;
	/** Minute of play; only while live. */
	minute: number | null;
	/** Goals so far, extra time included, shoot-out excluded. Null before kick-off. */
	goals: Score | null;
	/** After 90 minutes; null until then. */
	fullTime: Score | null;
	/** After extra time, counted from kick-off; null when none was played. */
	extraTime: Score | null;
}

export type FixtureStatus =
	| 'scheduled'
	| 'live'
	| 'finished'
	| 'postponed'
	| 'cancelled'
	| 'abandoned'
	| 'awarded';

/** Statuses that end a match without a result to predict: its work is dropped, its predictions are void. */
export const VOID_STATUSES = [
	'postponed',
	'cancelled',
	'abandoned',
	'awarded',
] as const satisfies readonly FixtureStatus[];

export interface Score {
	home: number;
	away: number;
}

export interface TeamLineup {
	/** Such as "4-3-3"; null when the source does not say. */
	formation: string | null;
	/** The eleven who start, in the source's order. */
	players: string[];
}

export interface MatchLineups {
	home: TeamLineup;
	away: TeamLineup;
}

/** A line of the source that could not be used, named so that someone can mend it. */
export interface SourceProblem {
	where: string;
	reason: string;
}

export interface FixtureList {
	fixtures: Fixture[];
	/** What was left out, and why; the other fixtures are good. */
	problems: SourceProblem[];
}

export interface CompetitionInfo {
	id: string;
	name: string;
	/** IANA zone of the league's local times. */
	timeZone: string;
}

/**
 * Where fixtures, results and line-ups come from. Throws `AppError` ('unavailable' when it cannot be
 * reached, 'invalid' when what it holds cannot be used at all, 'not-found' for an unknown competition).
 */
export interface FixtureSource {
	/** Short name for messages: "openfootball", "simulated". */
	readonly name: string;
	/** False when this source never has line-ups, so that nobody waits for them. */
	readonly offersLineups: boolean;
	/** The most fixtures that one `fetchFixtures` may name. */
	readonly batchSize: number;
	competition(id: string): Promise<CompetitionInfo>;
	/** Every match of the competition that the source knows, all seasons, in order of kick-off. */
	listFixtures(competition: string): Promise<FixtureList>;
	/** Current state of the named matches; unknown keys are left out. */
	fetchFixtures(sourceKeys: string[]): Promise<Fixture[]>;
	/** Null while there are none (yet). */
	fetchLineups(sourceKey: string): Promise<MatchLineups | null>;
}
