import type { StageName } from './stages.ts';

/** The stages within a sentence. */
export const STAGE_WORDS: Record<StageName, string> = {
	analysis: 'analysis',
	lineups: 'line-ups',
	predictions: 'predictions',
	live: 'full time',
	settlement: 'settlement',
};
