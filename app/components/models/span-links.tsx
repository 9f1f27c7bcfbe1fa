import { Link, useSearchParams } from '@remix-run/react';
import type { UsageSpan } from '../../../server/history/model-usage.ts';
import { SPANS } from '../../model-query.ts';

/** The ways to look at the calls of a longer or shorter time; what else is asked for stays. */
export function UsageLinks({ span }: { span: UsageSpan }) {
	const [search] = useSearchParams();
	return (
		<nav aria-label="Time of the calls" className="flex flex-wrap gap-1">
			{Object.entries(SPANS).map(([value, words]) => (
				<Link
					key={value}
					to={`?${new URLSearchParams([...[...search].filter(([name]) => name !== 'over'), ['over', value]])}`}
					preventScrollReset
					aria-current={value === span ? 'page' : undefined}
					className={`rounded-md border px-3 py-1 text-[13px] font-medium ${value === span ? 'border-accent bg-surface text-ink' : 'border-line text-muted hover:bg-raised hover:text-ink'}`}
				>
					{words}
				</Link>
			))}
		</nav>
	);
}
