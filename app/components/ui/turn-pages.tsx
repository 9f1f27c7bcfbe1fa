import { Link, useSearchParams } from '@remix-run/react';
import { ArrowLeft, ArrowRight, ChevronsLeft } from 'lucide-react';

interface TurnPagesProps {
	label: string;
	/** Places of the page before and of the one after; null where there is none. */
	previous: string | null;
	next: string | null;
}

/**
 * The ways through a list whose address holds a place in `after` or `before`; what else it asks for stays. Nothing
 * while one page holds all of it.
 */
export function TurnPages({ label, previous, next }: TurnPagesProps) {
	const [search] = useSearchParams();
	const within = search.has('after') || search.has('before');
	if (!within && previous === null && next === null) return null;
	return (
		<nav aria-label={label} className="flex flex-wrap gap-x-5 gap-y-1 border-t px-4 py-2.5 text-[13px]">
			{within && (
				<Link to={addressOf(search, {})} className={LINK}>
					<ChevronsLeft aria-hidden className="size-3.5" />
					First page
				</Link>
			)}
			{previous !== null && (
				<Link to={addressOf(search, { before: previous })} className={LINK}>
					<ArrowLeft aria-hidden className="size-3.5" />
					Previous page
				</Link>
			)}
			{next !== null && (
				<Link to={addressOf(search, { after: next })} className={`ml-auto ${LINK}`}>
					Next page
					<ArrowRight aria-hidden className="size-3.5" />
				</Link>
			)}
		</nav>
	);
}

const LINK = 'flex min-h-6 items-center gap-1 font-medium text-info hover:underline';

function addressOf(search: URLSearchParams, place: { after?: string; before?: string }): string {
	const wanted = new URLSearchParams(search);
	wanted.delete('after');
	wanted.delete('before');
	for (const [name, value] of Object.entries(place)) wanted.set(name, value);
	return `?${wanted}#list`;
}
