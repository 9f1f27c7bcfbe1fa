import type { BackfillPreview } from '../../../server/pipeline/backfill/preview.ts';
import { listed } from '../../../server/words.ts';
import { counted, grouped } from '../../count.ts';
import type { Tone } from '../ui/tone.ts';

/** What the operator should know of a backfill beyond its numbers. */
export interface PreviewNote {
	text: string;
	tone: Extract<Tone, 'warn' | 'quiet'>;
	/** What the text only counts, one by one. */
	names?: string[];
}

export function previewNotes({ matches, paidFor, claimed, estimate }: BackfillPreview): PreviewNote[] {
	return [paidForNote(matches, paidFor), claimedNote(matches, claimed), assumedNote(estimate)].filter(
		(note) => note !== null,
	);
}

function paidForNote(matches: number, paidFor: number | null): PreviewNote | null {
	if (paidFor === null) return null;
	if (paidFor < matches) {
		return {
			text: `The budget pays for ${grouped(paidFor)} of ${counted(matches, 'match', 'matches')}: there the run pauses, until it gets a larger one.`,
			tone: 'warn',
		};
	}
	return { text: `The budget pays for ${allOf(matches)}.`, tone: 'quiet' };
}

function claimedNote(matches: number, claimed: number): PreviewNote | null {
	if (claimed === 0) return null;
	const which =
		claimed < matches ? `${grouped(claimed)} of ${counted(matches, 'match', 'matches')}` : allOf(matches);
	return {
		text: `The pipeline looks after ${which} by itself: pausing, cancelling or the budget do not hold ${claimed === 1 ? 'it' : 'these'} up.`,
		tone: 'quiet',
	};
}

function assumedNote({ assumedModels }: BackfillPreview['estimate']): PreviewNote | null {
	if (assumedModels.length === 0) return null;
	const few = assumedModels.length <= FEW;
	const whose = few ? listed(assumedModels) : counted(assumedModels.length, 'model');
	return {
		text: `The figures of ${whose} are assumed: nobody has measured ${assumedModels.length === 1 ? 'it' : 'them'} yet.`,
		tone: 'quiet',
		...(few ? {} : { names: assumedModels }),
	};
}

/** So many models have room in a sentence. */
const FEW = 3;

function allOf(matches: number): string {
	return matches === 1 ? 'the match' : `all ${grouped(matches)} matches`;
}
