import { countOf } from '../../words.ts';
import { STAGE_WORDS } from '../stage-words.ts';
import type { FailureCategory } from './failure.ts';
import type { FailureFilter } from './failure-filter.ts';

const CATEGORY_WORDS: Record<FailureCategory, string> = {
	transient: 'transient',
	permanent: 'permanent',
	predictions_missing: 'predictions-missing',
	stalled: 'stalled',
};

/** What a filter chooses, in words, such as 'open settlement failures of en.1'. */
export function filterWords(filter: FailureFilter): string {
	const { status, stage, category, competition, matchIds, model, fingerprint, regressed, search } = filter;
	const narrowed = [
		regressed === undefined ? '' : regressed ? 'regressed' : 'new',
		category ? CATEGORY_WORDS[category] : '',
		stage ? STAGE_WORDS[stage] : '',
	];
	const related = [
		competition ? `of ${competition}` : '',
		matchIds ? `of ${countOf(new Set(matchIds).size, 'named match', 'named matches')}` : '',
		model ? `of ${model}` : '',
		fingerprint ? `of the kind “${fingerprint}”` : '',
		search ? `about “${search}”` : '',
	];
	const given = [...narrowed, ...related].filter(Boolean).length > 0;
	return [given ? '' : 'all', status, ...narrowed, 'failures', ...related].filter(Boolean).join(' ');
}
