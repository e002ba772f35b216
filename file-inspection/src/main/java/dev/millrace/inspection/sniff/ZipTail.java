package dev.millrace.inspection.sniff;

/** Whether an unpacker would find an archive: it looks for the end of the directory, from the end of the file. */
final class ZipTail {

	private static final int DIRECTORY_END = 22;

	/** The directory's end and the longest comment behind it. */
	static final int LONGEST = DIRECTORY_END + 0xffff;

	private ZipTail() {}

	/** An archive that is merely embedded has other bytes behind it than the comment that it announces. */
	static boolean isIn(byte[] tail) {
		for (int at = tail.length - DIRECTORY_END; at >= 0; at--) {
			if (tail[at] == 'P' && tail[at + 1] == 'K' && tail[at + 2] == 5 && tail[at + 3] == 6) {
				int comment = (tail[at + 20] & 0xff) | ((tail[at + 21] & 0xff) << 8);
				if (at + DIRECTORY_END + comment == tail.length) {
					return true;
				}
			}
		}
		return false;
	}
}
