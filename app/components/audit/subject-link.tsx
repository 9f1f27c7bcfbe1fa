import { Link } from '@remix-run/react';
import type { SubjectKind } from '../../../server/audit/define-action.ts';
import type { LabelledSubject } from '../../../server/audit/list-audit.ts';
import { urls } from '../../urls.ts';

interface SubjectPage {
	/** Of something that has no name of its own. */
	words: string;
	to(id: string): string;
}

const PAGES: Record<SubjectKind, SubjectPage> = {
	match: { words: 'A match', to: urls.match },
	'failure action': { words: 'What came of it', to: urls.failureAction },
	backfill: { words: 'The backfill', to: urls.backfillRun },
	alert: { words: 'All that was done about it', to: (id) => urls.auditWith({ about: id }) },
	webhook: { words: 'Webhook', to: () => urls.settingsWebhooks },
	queue: { words: 'Queue', to: () => urls.queues },
	model: { words: 'Model', to: urls.model },
	competition: { words: 'Competition', to: () => urls.settingsCompetitions },
	person: { words: 'Person', to: (name) => urls.auditWith({ person: name }) },
};

/** The way to what an action was about. */
export function SubjectLink({ subject: { kind, id, label } }: { subject: LabelledSubject }) {
	const { words, to } = PAGES[kind];
	// Nothing has its id any more.
	if (kind === 'match' && label === null) return <span className="text-muted">{words}</span>;
	return (
		<Link
			to={to(id)}
			className="line-clamp-2 min-w-0 [overflow-wrap:anywhere] font-medium text-info hover:underline"
		>
			<bdi>{label ?? words}</bdi>
		</Link>
	);
}
