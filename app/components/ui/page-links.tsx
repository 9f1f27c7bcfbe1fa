import { Link, useSearchParams } from '@remix-run/react';
import { ArrowRight, ChevronsLeft } from 'lucide-react';

/**
 * The ways through a list that is read page by page. `to` is the address of the list; what else it
 * asks for stays. Nothing while one page holds all of it.
 */
export function PageLinks({ label, nextCursor }: { label: string; nextCursor: string | null }) {
	const [search] = useSearchParams();
	const later = search.has('cursor');
	if (!later && nextCursor === null) return null;
	return (
		<nav aria-label={label} className="flex justify-between gap-4 border-t px-4 py-2.5 text-[13px]">
			{later ? (
				<Link to={addressOf(search, null)} className={LINK}>
					<ChevronsLeft aria-hidden className="size-3.5" />
					First page
				</Link>
			) : (
				<span />
			)}
			{nextCursor !== null && (
				<Link to={addressOf(search, nextCursor)} className={LINK}>
					Next page
					<ArrowRight aria-hidden className="size-3.5" />
				</Link>
			)}
		</nav>
	);
}

const LINK = 'flex min-h-6 items-center gap-1 font-medium text-info hover:underline';

function addressOf(search: URLSearchParams, cursor: string | null): string {
	const wanted = new URLSearchParams(search);
	if (cursor === null) wanted.delete('cursor');
	else wanted.set('cursor', cursor);
	return `?${wanted}#list`;
}
