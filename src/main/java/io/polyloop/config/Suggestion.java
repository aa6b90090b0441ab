package io.polyloop.config;

import java.util.Comparator;
import java.util.List;

/** Suggests a name for a misspelt one, by Levenshtein distance. */
final class Suggestion {
    private static final int MAX_DISTANCE = 4;

    private Suggestion() {}

    /** The candidate closest to {@code name}, or null if none is similar. */
    static String closest(String name, List<String> candidates) {
        return candidates.stream()
                .filter(candidate -> distance(name, candidate) < MAX_DISTANCE)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .orElse(null);
    }

    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(swap, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
