import { asOf } from './football/as-of.ts';
import { createSource } from './football/create-source.ts';
import { seasonStart, seasonsAround } from './football/seasons.ts';
import { SIMULATED_LEAGUE } from './football/simulated.ts';
import type { FixtureSource } from './football/source.ts';
import type { ProcessContext } from './process.ts';
import { replaySource } from './replay/source.ts';

/** The fixture source that this pipeline runs on, and the competitions it asks it for. */
export interface PipelineSource {
	source: FixtureSource;
	competitions: string[];
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
