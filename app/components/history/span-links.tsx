import { Link } from '@remix-run/react';
import { SPANS } from '../../history-query.ts';
import { urls } from '../../urls.ts';

/** The ways to look back further, or less far. */
export function SpanLinks({ days }: { days: number }) {
	return (
		<nav aria-label="Days" className="flex flex-wrap gap-1">
			{SPANS.toSorted((a, b) => a - b).map((span) => (
				<Link
					key={span}
					to={urls.historyOf(span)}
					preventScrollReset
					aria-current={span === days ? 'page' : undefined}
					className={`rounded-md border px-3 py-1 text-[13px] font-medium ${span === days ? 'border-accent bg-surface text-ink' : 'border-line text-muted hover:bg-raised hover:text-ink'}`}
				>
					{span} days
				</Link>
			))}
		</nav>
	);
}
