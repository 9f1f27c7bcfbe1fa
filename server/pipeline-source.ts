import { asOf } from './football/as-of.ts';
import { createSource } from './football/create-source.ts';
import { seasonStart, seasonsAround } from './football/seasons.ts';
import { SIMULATED_LEAGUE } from './football/simulated.ts';
import type { FixtureSource } from './football/source.ts';
import type { ProcessContext } from './process.ts';
import { replaySource } from './replay/source.ts';

/** The fixture source that this pipeline runs on, and the competitions that it is set up with. */
export interface PipelineSource {
	source: FixtureSource;
	competitions: string[];
}

/** The competitions that a pipeline is set up with, and from where they are read. */
export interface SetUpCompetitions {
	source: 'openfootball' | 'simulated';
	/** A folder or a URL, without a password; null where there is none. */
	location: string | null;
	competitions: string[];
	/** Why operators cannot change them; null when they can. */
	fixedBecause: string | null;
}

/** The same for who only wants to know; no source is made. */
export function setUpCompetitions({
	env,
	replay,
}: Pick<ProcessContext, 'env' | 'replay'>): SetUpCompetitions {
	if (replay) {
		const { kind, location = null } = replay.source;
		return {
			...{ source: kind, location, competitions: [replay.competitionId] },
			fixedBecause: 'A replay plays the matchday that it was started with.',
		};
	}
	if (env.FOOTBALL_SOURCE === 'openfootball') {
		const location = env.OPENFOOTBALL_LOCATION;
		return { source: 'openfootball', location, competitions: env.COMPETITIONS, fixedBecause: null };
	}
	return {
		...{ source: 'simulated', location: null, competitions: [SIMULATED_LEAGUE.id] },
		fixedBecause: `The simulated source plays ${SIMULATED_LEAGUE.id} alone: set FOOTBALL_SOURCE to openfootball for real ones.`,
	};
}

/** A replay's own source as of its clock; otherwise the one of the environment. */
export function pipelineSource({
	env,
	clock,
	replay,
}: Pick<ProcessContext, 'env' | 'clock' | 'replay'>): PipelineSource {
	if (replay) {
		const records = createSource({ ...replay.source, seasons: () => seasonsAround(replay.date) });
		return { source: replaySource(records, replay, clock), competitions: [replay.competitionId] };
	}
	const today = () => clock.now().toISOString().slice(0, 10);
	if (env.FOOTBALL_SOURCE === 'openfootball') {
		const records = createSource({
			kind: 'openfootball',
			location: env.OPENFOOTBALL_LOCATION,
			seasons: () => seasonsAround(today()),
		});
		return { source: asOf(records, clock), competitions: env.COMPETITIONS };
	}
	const league = { kind: 'simulated', seed: env.SIMULATED_SEED, seasonStart: seasonStart(today()) } as const;
	return { source: asOf(createSource(league), clock), competitions: [SIMULATED_LEAGUE.id] };
}
