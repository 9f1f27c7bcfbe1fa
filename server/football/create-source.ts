import { AppError } from '../errors.ts';
import type { RecordSource } from './fixture-record.ts';
import { createOpenFootballSource } from './openfootball.ts';
import { createSimulatedSource } from './simulated.ts';

/** Where fixtures are to come from. */
export interface SourceOptions {
	kind: 'openfootball' | 'simulated';
	/** openfootball: folder of the files, or the base URL of one; required. */
	location?: string | null;
	/** openfootball at a URL: the seasons to look for now; required there, see `seasonsAround`. */
	seasons?: () => string[];
	/** simulated: another league for another seed; 1 by default. */
	seed?: number | null;
	/** simulated: Saturday of the newest season's first matchday, YYYY-MM-DD; a fixed one by default. */
	seasonStart?: string;
}

/**
 * The chosen source with all that it knows, the future included; `asOf` hides that. Nothing is read yet.
 *
 * @throws AppError 'invalid' when an option that the kind needs is missing
 */
export function createSource({ kind, location, seasons, seed, seasonStart }: SourceOptions): RecordSource {
	if (kind === 'simulated') return createSimulatedSource({ seed: seed ?? undefined, seasonStart });
	if (!location)
		throw new AppError('invalid', 'Where the football.json files are is not said: name their folder or URL.');
	return createOpenFootballSource({ location, seasons });
}
