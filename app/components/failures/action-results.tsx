import { Link } from '@remix-run/react';
import type { FailureActionResult } from '../../../server/pipeline/failures/failure-action.ts';
import { urls } from '../../urls.ts';
import { NextAction } from '../pipeline/next-action.tsx';
import { STAGE_LABELS } from '../pipeline/stage-state.ts';
import { Badge } from '../ui/badge.tsx';
import { resultView } from './result-view.ts';

/** What an action did to each failure, and what became of it. On phones each row stands in lines. */
export function ActionResults({ results }: { results: FailureActionResult[] }) {
	return (
		<ul className="divide-y" aria-label="Results">
			{results.map((result) => (
				<Row key={result.failureId} result={result} />
			))}
		</ul>
	);
}

function Row({ result }: { result: FailureActionResult }) {
	const { match, stage, model, reason, next } = result;
	const { label, tone, icon } = resultView(result);
	return (
		<li className="grid gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[2fr_2fr_2fr_8.5rem]">
			<Link to={urls.match(match.id)} className="font-medium hover:underline" dir="auto">
				{match.home} – {match.away}
			</Link>
			<p className="text-muted">
				{STAGE_LABELS[stage]}
				{model && ` · ${model}`}
			</p>
			<p className="min-w-0 text-muted empty:hidden sm:empty:block" dir="auto">
				{reason ?? (next && <NextAction next={next} />)}
			</p>
			<p className="mt-1 sm:mt-0 sm:text-right">
				<Badge tone={tone} icon={icon}>
					{label}
				</Badge>
			</p>
		</li>
	);
}
