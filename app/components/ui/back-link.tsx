import { Link } from '@remix-run/react';
import { ArrowLeft } from 'lucide-react';

/** The way back to the list that a page belongs to. */
export function BackLink({ to, children }: { to: string; children: string }) {
	return (
		<Link to={to} className="flex w-fit items-center gap-1 text-xs font-medium text-muted hover:text-ink">
			<ArrowLeft aria-hidden className="size-3.5" />
			{children}
		</Link>
	);
}
