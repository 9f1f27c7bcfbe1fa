import { SystemClock } from '../../server/clock.ts';
import type { Env } from '../../server/env.ts';
import { pipelineSource } from '../../server/pipeline-source.ts';

/**
 * Looks the competitions up in a folder of fixtures before anything is started. A URL may be down for a
 * while; the ingest tries it again.
 * @throws AppError when the folder or a competition in it is missing or cannot be read
 */
export async function checkFixtures(env: Env): Promise<void> {
	if (env.FOOTBALL_SOURCE !== 'openfootball' || /^https?:/i.test(env.OPENFOOTBALL_LOCATION)) return;
	const { source, competitions } = pipelineSource({ env, clock: new SystemClock(), replay: null });
	for (const id of competitions) await source.listFixtures(id);
}
