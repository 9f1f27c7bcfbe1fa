import { useHydrated } from '../../hydrated.ts';
import { useLasting } from '../../lasting.ts';
import { Button } from '../ui/button.tsx';
import { Command } from '../ui/command.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Notice } from '../ui/notice.tsx';

const CHECK = `printf '%s.%s' "$TIMESTAMP" "$BODY" | openssl dgst -sha256 -hmac "$SECRET"`;

/** What a webhook that was added signs with, this once; it stays until it is put away, or the page is left. */
export function NewSecret({
	added,
}: {
	added: { name: string; generatedSecret: string | null } | undefined;
}) {
	const [shown, putAway] = useLasting(added);
	const hydrated = useHydrated();
	return (
		<div role="status" aria-label="Added" className="empty:absolute">
			{shown && (
				<Notice tone="good">
					<p className="font-medium">
						The webhook “<bdi>{shown.name}</bdi>” is added: it gets what changes from now on.
					</p>
					{shown.generatedSecret !== null && (
						<div className="mt-2 grid gap-1 text-ink">
							<p>Its secret, which is not shown again:</p>
							<div>
								<Command text={shown.generatedSecret} what="secret" />
							</div>
						</div>
					)}
					<div className="mt-2 flex flex-wrap items-center gap-x-6 gap-y-2 text-ink">
						<Disclosure summary="How a receiver verifies a message">
							<div className="grid gap-1.5 text-xs">
								<p>
									<code>X-Touchline-Signature</code> is <code>sha256=</code> and, in hexadecimal, the
									HMAC-SHA256 of <code>X-Touchline-Timestamp</code>, a full stop and the body, with the secret
									as its key:
								</p>
								<div>
									<Command text={CHECK} />
								</div>
								<p>Refuse what is signed otherwise, or whose timestamp is more than 5 minutes old.</p>
							</div>
						</Disclosure>
						<Button type="button" onClick={putAway} className={hydrated ? '' : 'invisible'}>
							Done
						</Button>
					</div>
				</Notice>
			)}
		</div>
	);
}
