import { type Command, Option } from 'commander';
import { DAY } from '../../server/clock.ts';
import { AppError } from '../../server/errors.ts';
import { FAILURE_CATEGORIES, type FailureCategory } from '../../server/pipeline/failures/failure.ts';
import { LOOK_BACK } from '../../server/pipeline/investigation/look-back.ts';
import { STAGES, type StageName } from '../../server/pipeline/stages.ts';
import { listed } from '../../server/words.ts';
import { daysOf } from './since.ts';

/** Which failures an operator means. */
export type Selection =
	| { by: 'group'; group: string; sinceDays: number }
	| { by: 'match'; ids: string[] }
	| { by: 'failure'; ids: string[] }
	| { by: 'all'; filter: SelectionFilter };

export interface SelectionFilter {
	stage?: StageName;
	category?: FailureCategory;
	competition?: string;
	search?: string;
}

export interface SelectionOptions extends SelectionFilter {
	group?: string;
	/** In days. */
	since: number;
	match?: string[];
	failure?: string[];
	all: boolean;
}

/** Ids that one request may name. */
const MOST_IDS = 500;

/** @param matches what `--match` means */
export function addSelectionOptions(command: Command, matches: string): Command {
	return command
		.option('--group <id>', 'a group that `investigate` names')
		.option('--since <time>', 'with --group: the time that `investigate` was given', daysOf, LOOK_BACK / DAY)
		.option('--match <ids...>', matches)
		.option('--failure <ids...>', 'failures by their ids')
		.option('--all', 'every open failure that these four leave:', false)
		.addOption(new Option('--stage <stage>', 'only of this stage').choices(STAGES))
		.addOption(new Option('--category <category>', 'only of this category').choices(FAILURE_CATEGORIES))
		.option('--competition <code>', 'only of this competition, such as en.1')
		.option('--search <text>', "only with this in a team's name, the message, or an id");
}

/** @throws AppError ('invalid') unless exactly one way to choose was taken */
export function readSelection({
	group,
	since,
	match,
	failure,
	all,
	...filters
}: SelectionOptions): Selection {
	const ways: [string, Selection | null][] = [
		['--group', group === undefined ? null : { by: 'group', group, sinceDays: since }],
		['--match', match ? { by: 'match', ids: requireFew(match) } : null],
		['--failure', failure ? { by: 'failure', ids: requireFew(failure) } : null],
		['--all', all ? { by: 'all', filter: filterOf(filters) } : null],
	];
	const [chosen, another] = ways.flatMap(([, selection]) => selection ?? []);
	if (!chosen || another) {
		const wrong = chosen ? 'Choose in one way' : 'Say which failures you mean';
		throw new AppError('invalid', `${wrong}: with --group, --match, --failure or --all.`);
	}
	const narrowed = Object.keys(filterOf(filters)).map((name) => `--${name}`);
	if (!all && narrowed.length > 0) {
		throw new AppError('invalid', `${listed(narrowed)} can be used with --all only.`);
	}
	return chosen;
}

function requireFew(ids: string[]): string[] {
	if (ids.length <= MOST_IDS) return [...new Set(ids)];
	throw new AppError(
		'invalid',
		`At most ${MOST_IDS} ids can be named at once: use --all or --group for more.`,
	);
}

function filterOf({ stage, category, competition, search }: SelectionFilter): SelectionFilter {
	return {
		...(stage === undefined ? {} : { stage }),
		...(category === undefined ? {} : { category }),
		...(competition === undefined ? {} : { competition }),
		...(search === undefined ? {} : { search }),
	};
}
