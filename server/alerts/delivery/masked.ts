/** A shorter piece may be any word. */
const LEAST = 6;

/**
 * A text from a receiver, or about one, without what only the two may know: the secret, and what follows the host in
 * the webhook's URL, which at many receivers is all that one needs to post there.
 */
export function masked(text: string, { url, secret }: { url: string; secret: string }): string {
	const { pathname, search, hash, searchParams } = new URL(url);
	const pieces = [pathname, search.slice(1), hash.slice(1), ...pathname.split('/'), ...searchParams.values()]
		.flatMap((piece) => [piece, decoded(piece)])
		.filter((piece) => piece.length >= LEAST)
		.toSorted((a, b) => b.length - a.length);
	return pieces.reduce((rest, piece) => rest.replaceAll(piece, '[…]'), text.replaceAll(secret, '[secret]'));
}

function decoded(piece: string): string {
	try {
		return decodeURIComponent(piece);
	} catch {
		// Nobody says that a URL is encoded: it stands as it is.
		return piece;
	}
}
