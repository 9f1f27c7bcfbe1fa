import { NAVIGATION } from '../../app/components/layout/navigation.ts';
import { urls } from '../../app/urls.ts';
import type { Subjects } from './subjects.ts';

export interface ConsolePage {
	/** A word for it, as files are named. */
	name: string;
	path: string;
}

/** Every page of the console: those of the navigation, and one of each kind that is about one thing. */
export function consolePages({ match, model, action, run }: Subjects): ConsolePage[] {
	return [
		...NAVIGATION.flatMap(({ pages }) =>
			pages.map(({ label, to }) => ({ name: label.toLowerCase(), path: to })),
		),
		{ name: 'match', path: urls.match(match) },
		{ name: 'prediction', path: urls.prediction(match, model) },
		{ name: 'model', path: urls.model(model) },
		{ name: 'failure-action', path: urls.failureAction(action) },
		{ name: 'backfill-run', path: urls.backfillRun(run) },
	];
}
