import { Form, Link } from '@remix-run/react';
import { LogOut } from 'lucide-react';
import { LiveIndicator } from '../../live/live-indicator.tsx';
import type { Liveness } from '../../live/use-live-feed.ts';
import type { Theme } from '../../preferences.ts';
import { urls } from '../../urls.ts';
import { PaletteButton } from '../palette/palette-button.tsx';
import { PageMenu } from './page-menu.tsx';
import { ThemeButton } from './theme-button.tsx';
import { Wordmark } from './wordmark.tsx';

interface TopBarProps {
	operator: string;
	theme: Theme;
	liveness: Liveness;
	/** Open ones that nobody has acknowledged. */
	alerts: number;
}

/** What is the same on every page: where to go, how current the page is, the colours, who one is. */
export function TopBar({ operator, theme, liveness, alerts }: TopBarProps) {
	return (
		<header className="sticky top-0 z-10 border-b bg-surface">
			<div className="mx-auto flex h-12 max-w-7xl items-center gap-2 px-4 sm:gap-4">
				<PageMenu alerts={alerts} />
				<Link to={urls.overview} className="rounded lg:hidden" aria-label="Touchline, overview">
					<Wordmark />
				</Link>
				<PaletteButton />
				<div className="ml-auto flex items-center gap-1 sm:gap-3">
					<LiveIndicator liveness={liveness} />
					<ThemeButton theme={theme} />
					<Form method="post" action={urls.logout}>
						<button
							type="submit"
							title={`Log out ${operator}`}
							className="flex items-center gap-1.5 rounded p-1.5 text-xs text-muted hover:bg-raised hover:text-ink"
						>
							<span className="hidden max-w-40 truncate sm:inline">{operator}</span>
							<LogOut aria-hidden className="size-4" />
							<span className="sr-only">Log out</span>
						</button>
					</Form>
				</div>
			</div>
		</header>
	);
}
