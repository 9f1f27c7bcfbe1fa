import type { AlertKind, OpenAlert } from '../../../server/alerts/alert.ts';
import { urls } from '../../urls.ts';

export interface AlertPlace {
	to: string;
	label: string;
}

/** Where what an alert tells is looked into, and mended. */
export function alertPlace({
	kind,
	subject,
	matchId,
}: Pick<OpenAlert, 'kind' | 'subject' | 'matchId'>): AlertPlace {
	return matchId === null ? PLACES[kind](subject) : { to: urls.match(matchId), label: 'To the match' };
}

const queue = (name: string) => ({ to: `${urls.queues}#${name}`, label: 'To the queue' });
const overview = { to: urls.workers, label: 'To the workers' };
const competitions = { to: urls.settingsCompetitions, label: 'To the competitions' };
const failures = { to: urls.failures, label: 'Why, and what mends it' };

const PLACES: Record<AlertKind, (subject: string) => AlertPlace> = {
	source_unavailable: () => competitions,
	empty_fixture_list: () => competitions,
	match_gap: () => ({ to: urls.atRisk, label: 'To the matches at risk' }),
	workers_down: () => overview,
	queue_unreachable: () => overview,
	queue_stuck: queue,
	queue_growing: queue,
	queue_paused: queue,
	provider_refusing: () => ({ to: urls.models, label: 'To the models' }),
	failures_of_one_cause: () => failures,
	settlement_late: () => failures,
};
