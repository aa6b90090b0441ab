import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * Makes this project yours, and takes later versions of it into your fork: {@code java Fork.java --help}. A render is
 * the original with the fork's names and without the parts that it does not want. Every version is rendered onto the
 * branch {@code upstream}. Git merges that branch, so the names of the fork never conflict with changes of upstream. A
 * single file without dependencies, because an update runs the Fork.java of the version that it takes.
 */
public final class Fork {
    private static final String USAGE =
            """
            Make this project yours:
              java Fork.java com.acme.orders [--name Orders] [--without part,...] [--rename-protocol] [--no-tests]

              --name Orders      one word; the default is the last word of the package
              --without a,b      remove these parts or groups of parts, or `all`; --parts lists them
              --rename-protocol  also rename what clients see: the WebSocket subprotocol and the problem types
              --thin             a small project that depends on this one's jar, instead of its sources
              --into folder      write the files to a new folder, without git, and leave this project as it is
              --no-tests         do not run `mvn test` at the end
              --no-format        with --into: leave the formatting, which a test may need, to you
              --dry-run          only list what would change

            Take a newer version into your fork:
              java Fork.java --update <path, URL or commit> [--without part,...] [--no-tests] [--dry-run]

              A path or URL can end in #branch, #tag or #commit. With --without, the list replaces that of .fork:
              repeat the parts that stay removed.

            List the parts, or check their declarations in src/parts:
              java Fork.java --parts
              java Fork.java --check
            """;

    private static final String PACKAGE = "io.polyloop";
    private static final String NAME = "Polyloop";
    private static final String FORK_FILE = ".fork";
    private static final String UPSTREAM = "upstream";
    private static final String UPSTREAM_REF = "refs/heads/" + UPSTREAM;
    /** Always removed: what only the original needs. */
    private static final String TEMPLATE = "template";

    public static void main(String... arguments) {
        try {
            run(Options.parse(arguments));
        } catch (Refusal refusal) {
            System.err.println(refusal.getMessage());
            System.exit(1);
        } catch (UncheckedIOException failure) {
            System.err.println("Reading or writing failed: " + failure.getCause());
            System.exit(1);
        }
    }

    private static void run(Options options) {
        if (options.has("--help")) {
            System.out.print(USAGE);
        } else if (options.has("--parts")) {
            Parts.of(Source.ofFiles(Path.of("")).tree()).print();
        } else if (options.has("--check")) {
            new Check(Source.ofFiles(Path.of("")).tree()).run();
        } else if (options.has("--merge")) {
            new Update(options).merge();
        } else if (options.has("--update")) {
            new Update(options).handOver();
        } else if (options.has("--into")) {
            Creation.into(options);
        } else {
            Creation.inPlace(options);
        }
    }

    /** The one line that says why nothing was changed. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }
    }

    private static void refuseIf(boolean refused, String message) {
        if (refused) {
            throw new Refusal(message);
        }
    }

    private static Set<String> words(String text, String separator) {
        return Stream.of(text.split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void step(String text) {
        System.out.println("- " + text);
    }

    // ---- Arguments

    private record Options(Map<String, String> values) {
        private static final Set<String> FLAGS = Set.of(
                "--help",
                "--parts",
                "--check",
                "--no-tests",
                "--no-format",
                "--dry-run",
                "--rename-protocol",
                "--thin");
        private static final Set<String> VALUES =
                Set.of("--name", "--without", "--into", "--update", "--merge", "--commit");

        static Options parse(String[] arguments) {
            Map<String, String> values = new TreeMap<>();
            Iterator<String> rest = Stream.of(arguments)
                    .flatMap(argument -> Stream.of(separate(argument)))
                    .iterator();
            while (rest.hasNext()) {
                String argument = rest.next();
                String option = argument.equals("-h") ? "--help" : argument.startsWith("-") ? argument : "package";
                String value = argument;
                if (VALUES.contains(option)) {
                    value = rest.hasNext() ? rest.next() : "";
                    refuseIf(
                            value.isBlank() || value.startsWith("--"),
                            option + " needs a value; see java Fork.java --help");
                }
                refuseIf(
                        !VALUES.contains(option) && !FLAGS.contains(option) && !option.equals("package"),
                        "Unknown option " + option + "; see java Fork.java --help");
                refuseIf(
                        values.put(option, value) != null,
                        "There are two values of " + option.replace("package", "the package") + ".");
            }
            refuseBoth(values, "--update", "package", "--name", "--into", "--thin", "--rename-protocol", "--no-format");
            refuseBoth(values, "--thin", "--rename-protocol", "--no-format");
            refuseIf(
                    values.containsKey("--no-format") && !values.containsKey("--into"),
                    "--no-format needs --into: without it, the files are committed.");
            return new Options(values.isEmpty() ? Map.of("--help", "") : values);
        }

        /** Separates {@code --name=Orders}. */
        private static String[] separate(String argument) {
            String[] pair = argument.split("=", 2);
            return VALUES.contains(pair[0]) ? pair : new String[] {argument};
        }

        private static void refuseBoth(Map<String, String> values, String one, String... others) {
            for (String other : others) {
                refuseIf(
                        values.containsKey(one) && values.containsKey(other),
                        one + " cannot be combined with " + other.replace("package", "a package") + ".");
            }
        }

        boolean has(String option) {
            return values.containsKey(option);
        }

        String get(String option) {
            return values.get(option);
        }

        Set<String> without() {
            return words(values.getOrDefault("--without", ""), ",");
        }
    }

    /** How a fork differs from its original. {@code .fork} keeps it. */
    private record Arguments(String root, String name, Set<String> without, boolean protocol) {
        /** Words that no package can contain, of Java, Kotlin and Groovy. */
        private static final Set<String> KEYWORDS =
                Set.of("fun", "val", "var", "when", "object", "typealias", "in", "is", "as", "def", "trait", "it");

        private static final Set<String> FOREIGN = Set.of("java", "javax", "jdk", "kotlin", "groovy", "sun", PACKAGE);
        /** Other programs set environment variables with these prefixes; the node would take them for settings. */
        private static final Set<String> TAKEN = words(
                "Java Jdk Maven Mvn Gradle Node Npm Git Github Gitlab Docker Kubernetes Vertx Netty Hazelcast Postgres"
                        + " Mysql Pg Python Groovy Kotlin Graal System User Test Http Https No Aws Azure Gcp Google Ci"
                        + " Runner Ssh Xdg Lc Term Otel App Local " + NAME,
                " ");

        static Arguments of(Options options) {
            String root = options.get("package");
            refuseIf(root == null, "Name the package of your project: java Fork.java com.acme.orders");
            checkPackage(root);
            String last = root.substring(root.lastIndexOf('.') + 1);
            String name = options.has("--name")
                    ? options.get("--name")
                    : last.substring(0, 1).toUpperCase(Locale.ROOT) + last.substring(1);
            refuseIf(
                    !name.matches("[A-Z][a-z0-9]{0,39}"),
                    "The name " + name
                            + " is not one word of the form Orders, of at most 40 letters (it also becomes ORDERS_"
                            + " in the environment and orders in DNS); choose one with --name.");
            refuseIf(
                    TAKEN.contains(name),
                    "Other programs or this one use the name " + name + "; choose another one with --name.");
            return new Arguments(root, name, options.without(), options.has("--rename-protocol"));
        }

        private static void checkPackage(String root) {
            refuseIf(
                    !root.matches("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+"),
                    "The package " + root
                            + " is not of the form com.acme.orders: two or more lower-case words with dots.");
            for (String word : root.split("\\.")) {
                refuseIf(
                        SourceVersion.isKeyword(word) || KEYWORDS.contains(word),
                        "The package " + root + " contains " + word + ", which is a keyword; choose another one.");
                refuseIf(
                        word.matches("con|aux|nul|prn|com\\d|lpt\\d"),
                        "The package " + root + " contains " + word + ", which no folder on Windows can be; choose"
                                + " another one.");
            }
            refuseIf(
                    FOREIGN.stream().anyMatch(other -> (root + ".").startsWith(other + "."))
                            || root.matches("io\\.(vertx|netty)\\b.*"),
                    "The package " + root + " belongs to others; choose one of yours, such as com.acme.orders.");
        }

        static Arguments read(String file) {
            Map<String, String> lines = lines(file);
            refuseIf(
                    !lines.keySet().containsAll(List.of("package", "name", "source")),
                    FORK_FILE + " is incomplete; restore it from git.");
            return new Arguments(
                    lines.get("package"),
                    lines.get("name"),
                    words(lines.getOrDefault("without", ""), " "),
                    Boolean.parseBoolean(lines.get("rename-protocol")));
        }

        static Map<String, String> lines(String file) {
            return file.lines()
                    .filter(line -> line.matches("[a-z-]+:.*"))
                    .map(line -> line.split(":", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].strip()));
        }

        Arguments without(Set<String> parts) {
            return new Arguments(root, name, parts, protocol);
        }

        /** @param url where the original comes from; empty if that is unknown */
        String file(Source source, String url) {
            return "# How this fork was made; `java Fork.java --update <path, URL or commit>` reads it.\n"
                    + "source: " + source.commit + "\n"
                    + "tree: " + source.treeId() + "\n"
                    + "url: " + url + "\n"
                    + "package: " + root + "\n"
                    + "name: " + name + "\n"
                    + "without: " + String.join(" ", without) + "\n"
                    + "rename-protocol: " + protocol + "\n";
        }
    }

    // ---- Files

    private record Entry(byte[] bytes, boolean executable) {
        /** Keeps every byte, whatever the encoding of a file: all that is replaced is ASCII. */
        private static final Charset BYTES = StandardCharsets.ISO_8859_1;

        boolean isText() {
            for (byte one : bytes) {
                if (one == 0) {
                    return false;
                }
            }
            return true;
        }

        String text() {
            return new String(bytes, BYTES);
        }

        /** cmd.exe misreads labels in files without carriage returns. */
        Entry withWindowsLines() {
            return withText(text().replace("\r\n", "\n").replace("\n", "\r\n"));
        }

        Entry withText(String text) {
            return new Entry(text.getBytes(BYTES), executable);
        }
    }

    /** Files by their path, with slashes. */
    private record Tree(SortedMap<String, Entry> files) {
        static Tree empty() {
            return new Tree(new TreeMap<>());
        }

        void writeTo(Path folder) {
            files.forEach((path, entry) -> {
                Temporary.checkRunning();
                Path file = folder.resolve(path);
                try {
                    Files.createDirectories(file.getParent());
                    Files.write(file, path.matches(".*\\.(cmd|bat)") ? entry.withWindowsLines().bytes : entry.bytes);
                    file.toFile().setExecutable(entry.executable, false);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }

        void put(String path, String text) {
            files.put(path, new Entry(text.getBytes(Entry.BYTES), false));
        }
    }

    /** A version of the original: a tree in a git repository, which need not be that of the fork. */
    private record Source(Git git, String commit) {
        /** Opens a folder, a URL or a commit of the current repository. */
        static Source open(String argument) {
            int hash = argument.lastIndexOf('#');
            String place = hash < 0 ? argument : argument.substring(0, hash);
            String ref = hash < 0 ? "HEAD" : argument.substring(hash + 1);
            Git here = new Git(Path.of(""));
            File folder = new File(place); // a URL is not a valid Path on Windows
            if (folder.isDirectory()) {
                return ofFolder(folder.toPath(), ref);
            }
            if (hash < 0 && here.test("rev-parse", "--verify", "--quiet", argument + "^{commit}")) {
                return new Source(here, here.line("rev-parse", argument + "^{commit}"));
            }
            Git clone = new Git(Temporary.folder());
            step("fetch " + place);
            refuseIf(
                    !clone.test("clone", "--quiet", "--bare", "--", place, "."),
                    argument + " is not a folder, a commit of this repository, or the URL of a repository: "
                            + clone.lastError());
            return new Source(clone, clone.resolve(ref, place));
        }

        static Source ofFolder(Path folder, String ref) {
            Git git = new Git(folder);
            // Not a folder within a repository: its HEAD is of the repository.
            boolean root = git.test("rev-parse", "--git-dir")
                    && git.line("rev-parse", "--show-prefix").isEmpty();
            refuseIf(!root && !ref.equals("HEAD"), folder + " is not a git repository, so it has no " + ref + ".");
            return root ? new Source(git, git.resolve(ref, folder.toString())) : ofFiles(folder);
        }

        /** A folder as it is, such as an unpacked archive: its files go to a temporary repository. */
        static Source ofFiles(Path folder) {
            Path files = Temporary.folder();
            new Git(files).run("init", "--quiet", "--bare");
            new Git(folder).run("--git-dir=" + files, "--work-tree=.", "-c", "core.excludesFile=", "add", "--all");
            Git git = new Git(files);
            return new Source(git, git.line("write-tree"));
        }

        String treeId() {
            return git.line("rev-parse", commit + "^{tree}");
        }

        Tree tree() {
            Tree tree = Tree.empty();
            List<String[]> entries = git.list("ls-tree", "-r", "-z", commit).stream()
                    .map(line -> line.split("[ \t]", 4))
                    .filter(entry -> entry[1].equals("blob"))
                    .toList();
            List<byte[]> blobs =
                    git.blobs(entries.stream().map(entry -> entry[2]).toList());
            for (int i = 0; i < blobs.size(); i++) {
                String[] entry = entries.get(i);
                refuseIf(entry[0].equals("120000"), entry[3] + " is a symbolic link, which a fork cannot have.");
                tree.files.put(entry[3], new Entry(blobs.get(i), entry[0].equals("100755")));
            }
            refuseIf(
                    !tree.files.containsKey("Fork.java"),
                    "There is no Fork.java in " + commit + "; it is not a version of " + NAME
                            + " that a fork can take.");
            return tree;
        }

        /** The files of a version that this fork can take. */
        Tree newer() {
            Tree tree = tree();
            refuseIf(
                    tree.files.containsKey(FORK_FILE),
                    "That is a fork itself; name the project that this fork comes from.");
            return tree;
        }
    }

    // ---- Parts

    private record Part(
            String name, String title, Set<String> groups, Set<String> needs, Set<String> words, List<String> globs) {
        private static final Pattern FIELD = Pattern.compile("(?m)^(\\w+): *(.*?) *$");
        private static final Pattern FILE = Pattern.compile("^ +- *(\\S+).*");

        static Part parse(String name, String yaml) {
            Map<String, String> fields = FIELD.matcher(yaml)
                    .results()
                    .collect(Collectors.toMap(field -> field.group(1), field -> field.group(2)));
            return new Part(
                    name,
                    fields.getOrDefault("title", ""),
                    list(fields.get("groups")),
                    list(fields.get("needs")),
                    list(fields.get("words")),
                    yaml.lines()
                            .map(FILE::matcher)
                            .filter(Matcher::matches)
                            .map(line -> line.group(1))
                            .toList());
        }

        private static Set<String> list(String brackets) {
            return brackets == null ? Set.of() : Fork.words(brackets.replaceAll("[\\[\\]]", ""), ",");
        }

        /** {@code *} matches within a folder, {@code **} over folders. */
        static boolean matches(String glob, String path) {
            return path.matches(glob.replace(".", "\\.")
                    .replace("**/", "\0")
                    .replace("**", "\1")
                    .replace("*", "[^/]*")
                    .replace("\0", "(.*/)?")
                    .replace("\1", ".*"));
        }

        boolean owns(String path) {
            return path.equals(Parts.FOLDER + name + ".yaml") || globs.stream().anyMatch(glob -> matches(glob, path));
        }
    }

    private record Parts(SortedMap<String, Part> all) {
        static final String FOLDER = "src/parts/";

        static Parts of(Tree tree) {
            SortedMap<String, Part> parts = new TreeMap<>();
            tree.files.forEach((path, entry) -> {
                if (path.startsWith(FOLDER) && path.endsWith(".yaml")) {
                    String name = path.substring(FOLDER.length(), path.length() - ".yaml".length());
                    parts.put(name, Part.parse(name, entry.text()));
                }
            });
            return new Parts(parts);
        }

        void print() {
            all.forEach((name, part) -> System.out.printf("%-12s %s%n", name, part.title));
            Set<String> groups = new TreeSet<>();
            all.values().forEach(part -> groups.addAll(part.groups));
            groups.forEach(group -> System.out.printf("%-12s %s%n", group, String.join(", ", members(group))));
        }

        private Set<String> members(String group) {
            return all.values().stream()
                    .filter(part -> group.equals("all") || part.groups.contains(group))
                    .map(Part::name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        /** The parts that these names remove, with those that need them. */
        Set<String> expand(Set<String> names) {
            Set<String> removed = new TreeSet<>(all.containsKey(TEMPLATE) ? Set.of(TEMPLATE) : Set.of());
            for (String name : names) {
                Set<String> members = all.containsKey(name) ? Set.of(name) : members(name);
                refuseIf(
                        members.isEmpty(),
                        "There is no part or group " + name + "; java Fork.java --parts lists them.");
                removed.addAll(members);
            }
            while (removed.addAll(all.values().stream()
                    .filter(part -> part.needs.stream().anyMatch(removed::contains))
                    .map(Part::name)
                    .toList())) {
                // Until no further part needs a removed one.
            }
            return removed;
        }
    }

    /** Removes parts: their files, and their blocks in the other files. */
    private static final class Strip {
        private static final String COMMENT = "(?:#|//|--|/\\*|<!--)";
        private static final String MARK =
                COMMENT + " *(?<kind>part|end):(?<parts>[a-z0-9]+(,[a-z0-9]+)*) *(?:\\*/|-->)?";
        /** The bar is that of a table in Markdown. */
        private static final Pattern MARKER = Pattern.compile("(?<content>.*?)" + MARK + " *\\|? *\r?");

        private final Parts parts;
        private final Set<String> removed;

        Strip(Parts parts, Set<String> removed) {
            this.parts = parts;
            this.removed = removed;
        }

        Tree apply(Tree tree) {
            Tree stripped = Tree.empty();
            tree.files.forEach((path, entry) -> {
                if (removed.stream().noneMatch(part -> parts.all.get(part).owns(path))) {
                    stripped.files.put(
                            path, hasMarkers(path, entry) ? entry.withText(text(path, entry.text())) : entry);
                }
            });
            stripped.files.replaceAll(
                    (path, entry) -> path.startsWith(Parts.FOLDER) ? withoutDeadGlobs(entry, stripped) : entry);
            return stripped;
        }

        private static boolean hasMarkers(String path, Entry entry) {
            return !path.equals("Fork.java") && entry.isText() && entry.text().contains("part:");
        }

        /** A part that stays does not list files that are gone with another one. */
        private static Entry withoutDeadGlobs(Entry entry, Tree tree) {
            return entry.withText(entry.text()
                    .lines()
                    .filter(line -> {
                        Matcher glob = Part.FILE.matcher(line);
                        return !glob.matches()
                                || tree.files.keySet().stream().anyMatch(path -> Part.matches(glob.group(1), path));
                    })
                    .collect(Collectors.joining("\n", "", "\n")));
        }

        private String text(String path, String text) {
            List<String> kept = new ArrayList<>();
            Deque<String> open = new ArrayDeque<>();
            boolean gap = false; // a block was removed after a blank line
            for (String line : text.split("\n", -1)) {
                Matcher marker = MARKER.matcher(line);
                boolean isMarker = marker.matches() && known(path, line, marker.group("parts"));
                boolean whole = isMarker && marker.group("content").isBlank();
                if (whole && marker.group("kind").equals("part")) {
                    open.push(marker.group("parts"));
                }
                boolean gone = open.stream().anyMatch(this::isRemoved)
                        || isMarker && !whole && isRemoved(marker.group("parts"));
                if (whole && marker.group("kind").equals("end")) {
                    refuseIf(
                            open.isEmpty() || !open.pop().equals(marker.group("parts")),
                            path + ": `" + line.strip() + "` does not end the last block that began.");
                }
                if (gone) {
                    gap = gap || kept.isEmpty() || kept.get(kept.size() - 1).isBlank();
                } else if (!(gap && line.isBlank())) {
                    kept.add(line);
                    gap = false;
                }
            }
            refuseIf(!open.isEmpty(), path + ": the block part:" + open.peek() + " has no end.");
            return String.join("\n", kept);
        }

        private boolean known(String path, String line, String names) {
            for (String name : names.split(",")) {
                refuseIf(
                        !parts.all.containsKey(name),
                        path + ": `" + line.strip() + "` names a part without a file in " + Parts.FOLDER);
            }
            return true;
        }

        private boolean isRemoved(String names) {
            return Stream.of(names.split(",")).anyMatch(removed::contains);
        }
    }

    /** Finds parts that are declared wrongly or not at all. */
    private static final class Check {
        /** Files that can only be of a part. */
        private static final Pattern OF_A_PART = Pattern.compile("src/(?!(main|test|parts|build)/)[^/]+/.*"
                + "|src/(main|test)/(?!(java|resources|sh)/)[^/]+/.*|src/(main|test)/java/.*/(samples|polyglot)/.*"
                + "|docs/languages/.*");
        /** Files that can name parts which are gone. */
        private static final Pattern EXEMPT = Pattern.compile(
                Parts.FOLDER + ".*|Fork\\.java|CHANGELOG\\.md|src/bench/results/.*|.*/package-lock\\.json");

        private final Tree tree;
        private final Parts parts;
        private final List<String> faults = new ArrayList<>();

        Check(Tree tree) {
            this.tree = tree;
            this.parts = Parts.of(tree);
        }

        void run() {
            parts.all.values().forEach(this::globs);
            tree.files.keySet().stream()
                    .filter(path -> OF_A_PART.matcher(path).matches())
                    .filter(path -> parts.all.values().stream().noneMatch(part -> part.owns(path)))
                    .forEach(path -> faults.add(path + " is of no part; declare it in " + Parts.FOLDER));
            parts.all.keySet().forEach(part -> words(Set.of(part)));
            words(Set.of("all"));
            faults.forEach(System.out::println);
            refuseIf(!faults.isEmpty(), faults.size() + " faults");
        }

        private void globs(Part part) {
            part.globs.stream()
                    .filter(glob -> tree.files.keySet().stream().noneMatch(path -> Part.matches(glob, path)))
                    .forEach(glob -> faults.add("part " + part.name + ": no file matches " + glob));
            part.needs.stream()
                    .filter(need -> !parts.all.containsKey(need))
                    .forEach(need -> faults.add("part " + part.name + ": there is no part " + need));
        }

        /** Without these parts, no file has one of their words. */
        private void words(Set<String> names) {
            Set<String> removed = parts.expand(names);
            List<String> words = removed.stream()
                    .flatMap(part -> parts.all.get(part).words.stream())
                    .map(word -> word.toLowerCase(Locale.ROOT))
                    .toList();
            new Strip(parts, removed).apply(tree).files.forEach((path, entry) -> {
                if (!EXEMPT.matcher(path).matches() && entry.isText()) {
                    String text = (path + "\n" + entry.text()).toLowerCase(Locale.ROOT);
                    words.stream()
                            .filter(text::contains)
                            .map(word -> "without " + names + ": " + path + " still has the word " + word)
                            .forEach(faults::add);
                }
            });
        }
    }

    /** Replaces the names of the original, in files and in their paths. */
    private static final class Renaming {
        /** These keep their subject: this program, the license, and what was measured or released of the original. */
        private static final Pattern KEPT = Pattern.compile("Fork\\.java|LICENSE|CHANGELOG\\.md|src/bench/results/.*");

        /** Names that clients see. A renamed claim would no longer limit the tokens that have it. */
        private static final String WIRE =
                "polyloop(?=\\.v\\d|\\.bearer\\b|_credentials|_revocation|_batches|_[\"`]|\\\\?\": ?\\[)"
                        + "|(?<=urn:)polyloop(?=:)"
                        + "|(?<=(?i:claim)(?: = \"| `| \\{@code | ))polyloop\\b";

        private static final String LOWER = NAME.toLowerCase(Locale.ROOT);
        private static final String UPPER = NAME.toUpperCase(Locale.ROOT);

        private final Arguments arguments;
        private final Pattern pattern;

        Renaming(Arguments arguments) {
            this.arguments = arguments;
            this.pattern = Pattern.compile("(" + (arguments.protocol ? "(?!)" : WIRE) + ")"
                    + "|\\bio(\\\\{0,2}[./])polyloop|" + NAME + "|" + LOWER + "|" + UPPER);
        }

        Tree apply(Tree tree) {
            Tree renamed = Tree.empty();
            tree.files.forEach((path, entry) -> renamed.files.put(
                    path(path), isKept(path) || !entry.isText() ? entry : entry.withText(text(entry.text()))));
            return renamed;
        }

        String path(String path) {
            return isKept(path) ? path : text(path);
        }

        private static boolean isKept(String path) {
            return KEPT.matcher(path).matches();
        }

        /** In one pass, so that a new name that contains an old one is not replaced again. */
        private String text(String text) {
            return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(replacement(found)));
        }

        private String replacement(MatchResult found) {
            if (found.group(1) != null) {
                return found.group();
            }
            if (found.group(2) != null) {
                return arguments.root.replace(".", found.group(2));
            }
            return switch (found.group()) {
                case "Polyloop" -> arguments.name;
                case "polyloop" -> arguments.name.toLowerCase(Locale.ROOT);
                default -> arguments.name.toUpperCase(Locale.ROOT);
            };
        }
    }

    /** The project of {@code --thin}: the template, and what it shares with the original. */
    private static final class Thin {
        private static final String FOLDER = "src/thin/";
        private static final String MANIFESTS = "k8s/base/";

        static Tree of(Tree original, Parts parts, Arguments arguments) {
            Set<String> removed = parts.expand(arguments.without);
            removed.removeIf(part -> parts.all.get(part).owns(FOLDER));
            Tree stripped = new Strip(parts, removed).apply(original);
            refuseIf(
                    stripped.files.keySet().stream().noneMatch(path -> path.startsWith(FOLDER)),
                    "This project has no template of thin projects (" + FOLDER + ").");
            Tree tree = Tree.empty();
            stripped.files.forEach((path, entry) -> {
                if (path.startsWith(FOLDER)) {
                    String target = path.substring(FOLDER.length());
                    tree.files.put(words(target, arguments), entry.withText(words(unmarked(entry.text()), arguments)));
                } else if (path.matches("mvnw|mvnw\\.cmd|\\.mvn/wrapper/.*|LICENSE")) {
                    tree.files.put(path, entry);
                }
            });
            String manifests = manifests(stripped);
            if (!manifests.isEmpty()) {
                tree.put("k8s/base.yaml", manifests);
            }
            return tree;
        }

        /** All manifests in one file, which the project replaces when it takes a newer version. */
        private static String manifests(Tree tree) {
            return tree.files.entrySet().stream()
                    .filter(file -> file.getKey().matches(MANIFESTS + "(?!kustomization)[^/]+\\.yaml"))
                    .map(file -> file.getValue().text())
                    .collect(Collectors.joining("---\n"));
        }

        /** Without the markers of parts: a thin project has none. */
        private static String unmarked(String text) {
            return Stream.of(text.split("\n", -1))
                    .filter(line -> !line.matches(" *" + Strip.MARK + " *\r?"))
                    .map(line -> line.replaceFirst(" *" + Strip.MARK + "(?= *\\|? *\r?$)", ""))
                    .collect(Collectors.joining("\n"));
        }

        private static String words(String text, Arguments arguments) {
            String lower = arguments.name.toLowerCase(Locale.ROOT);
            return text.replace("com.example.app", arguments.root)
                    .replace("com/example/app", arguments.root.replace('.', '/'))
                    .replaceAll("\\bApp(?![a-z])", arguments.name)
                    .replaceAll("\\bapp\\b(?!\\.kubernetes\\.io)", lower);
        }
    }

    /** The original with the names of a fork and without the parts that it does not want. */
    private record Render(Tree original, Tree tree) {
        static Render of(Source source, Tree original, Arguments arguments, String url) {
            Parts parts = Parts.of(original);
            Tree stripped = new Strip(parts, parts.expand(arguments.without)).apply(original);
            Tree renamed = new Renaming(arguments).apply(stripped);
            renamed.put(FORK_FILE, arguments.file(source, url));
            return new Render(original, renamed);
        }

        static Render thin(Tree original, Arguments arguments) {
            return new Render(original, Thin.of(original, Parts.of(original), arguments));
        }

        /** Lists what a new fork changes. */
        void print(Arguments arguments, boolean thin) {
            Renaming renaming = new Renaming(arguments);
            Changes.print(original, tree, thin ? path -> path : renaming::path);
        }
    }

    /** The list of {@code --dry-run}. */
    private static final class Changes {
        /** @param rename the path of a file afterwards */
        static void print(Tree before, Tree after, UnaryOperator<String> rename) {
            SortedMap<String, String> changes = new TreeMap<>();
            before.files.forEach((path, old) -> {
                String target = rename.apply(path);
                Entry now = after.files.get(target);
                if (now == null) {
                    changes.put(path, "remove " + path);
                } else if (!target.equals(path)) {
                    changes.put(path, "rename " + path + " -> " + target);
                } else if (!Arrays.equals(now.bytes, old.bytes)) {
                    changes.put(path, "edit " + path);
                }
            });
            Set<String> added = new TreeSet<>(after.files.keySet());
            before.files.keySet().stream().map(rename).forEach(added::remove);
            added.forEach(path -> changes.put(path, "add " + path));
            changes.values().forEach(System.out::println);
            System.out.println(changes.size() + " files would change. Nothing was changed.");
        }
    }

    // ---- A new fork

    private static final class Creation {
        /** Writes the files to a folder. */
        static void into(Options options) {
            boolean thin = options.has("--thin");
            // A thin project can also depend on a fork.
            checkOriginal(thin);
            Arguments arguments = Arguments.of(options);
            Path folder = Path.of(options.get("--into"));
            refuseIf(Files.exists(folder), "The folder " + folder + " exists; name a new one.");
            Git git = new Git(Path.of(""));
            boolean committed = git.test("rev-parse", "--verify", "HEAD")
                    && git.line("status", "--porcelain").isEmpty();
            Source source = committed ? Source.ofFolder(Path.of(""), "HEAD") : Source.ofFiles(Path.of(""));
            Render render = render(source, options, arguments);
            if (options.has("--dry-run")) {
                render.print(arguments, thin);
                return;
            }
            installForThin(options);
            step("write " + render.tree.files.size() + " files to " + folder);
            render.tree.writeTo(folder);
            if (!thin && !options.has("--no-format")) {
                Maven.format(folder, "Delete the folder " + folder + " before you try again.");
            }
            System.out.println("\n" + arguments.name + " (" + arguments.root + ") is in " + folder + ".\n\nNext:\n"
                    + "  cd " + folder + " && mvn vertx:run       then open http://localhost:8080/\n"
                    + (thin
                            ? "  README.md says how to go on.\n"
                            : "  git init, and commit all before you change anything; then: git branch " + UPSTREAM
                                    + "\n  docs/upgrading.md says how to take newer versions.\n"));
            if (!options.has("--no-tests")) {
                Maven.test(folder, thin);
            }
        }

        /** Commits the render on the branch {@code upstream}, and moves the current branch there. */
        static void inPlace(Options options) {
            boolean thin = options.has("--thin");
            checkOriginal(false);
            Arguments arguments = Arguments.of(options);
            Git git = new Git(Path.of(""));
            boolean unpacked = !git.test("rev-parse", "--git-dir");
            if (!unpacked) {
                Repository.check(git);
                refuseIf(
                        !thin
                                && !git.line("for-each-ref", UPSTREAM_REF, "refs/tags/" + UPSTREAM)
                                        .isEmpty(),
                        "There is a branch or tag " + UPSTREAM + " (or " + UPSTREAM
                                + "/...) already; rename it first.");
            }
            Repository.checkIdentity(git);
            Source source = unpacked ? Source.ofFiles(Path.of("")) : Source.ofFolder(Path.of(""), "HEAD");
            Render render = render(source, options, arguments);
            if (options.has("--dry-run")) {
                render.print(arguments, thin);
                return;
            }
            installForThin(options);
            if (unpacked) {
                step("create a git repository, because this folder has none");
                git.run("init", "--quiet", "--initial-branch=main");
                git.run("-c", "core.excludesFile=", "add", "--all");
                git.run("commit", "--quiet", "--no-verify", "--message=Start from " + NAME);
            }
            String commit = Repository.commit(git, "HEAD", render.tree, !thin, "Make the project " + arguments.name);
            Repository.fastForward(git, commit);
            if (!thin) {
                git.run("update-ref", UPSTREAM_REF, commit);
            }
            printNext(git, arguments, thin);
            if (!options.has("--no-tests")) {
                Maven.test(Path.of(""), thin);
            }
        }

        private static void checkOriginal(boolean orFork) {
            refuseIf(
                    !orFork && Files.exists(Path.of(FORK_FILE)),
                    "This project is a fork already (" + FORK_FILE
                            + "). To take a newer version: java Fork.java --update <path, URL or commit>");
            refuseIf(
                    !Files.exists(Path.of("Fork.java")) || !Files.exists(Path.of("pom.xml")),
                    "Run Fork.java in the root folder of the project, which has Fork.java and pom.xml.");
        }

        /** Where this clone comes from. */
        private static String origin() {
            Git git = new Git(Path.of(""));
            return git.test("config", "remote.origin.url") ? git.line("config", "remote.origin.url") : "";
        }

        private static Render render(Source source, Options options, Arguments arguments) {
            Tree original = source.tree();
            return options.has("--thin")
                    ? Render.thin(original, arguments)
                    : Render.of(source, original, arguments, origin());
        }

        /** A thin project needs the jar of this one in the local repository of Maven. */
        private static void installForThin(Options options) {
            if (options.has("--thin")) {
                step("install the jar of " + NAME + " into the local Maven repository; this takes a minute");
                Maven.run(
                        Path.of(""),
                        "Nothing was changed.",
                        "-q",
                        "install",
                        "-DskipTests",
                        "-Dspotless.check.skip=true");
            }
        }

        private static void printNext(Git git, Arguments arguments, boolean thin) {
            String branch = git.line("rev-parse", "--abbrev-ref", "HEAD");
            System.out.println("\nThis project is " + arguments.name + " (" + arguments.root + ") now, on the branch "
                    + branch + ".\n\nNext:\n"
                    + "  mvn vertx:run                                 then open http://localhost:8080/\n"
                    + "  edit README.md and LICENSE" + (thin ? "" : "; in pom.xml, edit developers and add url and scm")
                    + "\n  git remote set-url origin <your repository>   (or: git remote add origin ...)\n"
                    + "  git push -u origin " + branch
                    + (thin
                            ? "\n"
                            : " " + UPSTREAM + "              updates need both branches\n"
                                    + "  docs/upgrading.md says how to take newer versions.\n"));
        }
    }

    // ---- An update

    private static final class Update {
        private final Options options;
        private final Git git = new Git(Path.of(""));

        Update(Options options) {
            this.options = options;
        }

        /** Runs the Fork.java of the version to take: only that one knows how to render it. */
        void handOver() {
            check();
            Source source = Source.open(options.get("--update"));
            Path program = Temporary.folder().resolve("Fork.java");
            try {
                Files.write(program, source.newer().files.get("Fork.java").bytes);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    program.toString(),
                    "--merge",
                    source.git.folder.toAbsolutePath().toString(),
                    "--commit",
                    source.commit));
            Stream.of("--no-tests", "--dry-run").filter(options::has).forEach(command::add);
            if (options.has("--without")) {
                command.addAll(List.of("--without", options.get("--without")));
            }
            System.exit(Command.inherit(Path.of(""), command));
        }

        private void check() {
            refuseIf(
                    !Files.exists(Path.of(FORK_FILE)),
                    "This project is not a fork yet. To make it yours: java Fork.java com.acme.orders");
            Repository.check(git);
            Repository.checkIdentity(git);
            refuseIf(
                    git.line("rev-parse", "--abbrev-ref", "HEAD").equals(UPSTREAM),
                    "The branch " + UPSTREAM + " is only for renders; check out the branch to update.");
            refuseIf(
                    git.line("worktree", "list", "--porcelain").contains("branch " + UPSTREAM_REF),
                    "Another worktree has the branch " + UPSTREAM
                            + "; remove it: git worktree list, git worktree remove");
        }

        void merge() {
            check();
            Source source = new Source(new Git(Path.of(options.get("--merge"))), options.get("--commit"));
            String base = base();
            refuseIf(
                    !git.test("merge-base", base, "HEAD"),
                    "This clone lacks the history that it has in common with " + UPSTREAM + ": git fetch --unshallow");
            String before = git.text("show", base + ":" + FORK_FILE);
            Arguments arguments = Arguments.read(before);
            Tree original = source.tree();
            arguments = options.has("--without")
                    ? arguments.without(options.without())
                    : known(arguments, Parts.of(original));
            String url = Arguments.lines(before).getOrDefault("url", "");
            boolean rendered = sameRender(before, arguments.file(source, url));
            if (rendered && git.test("merge-base", "--is-ancestor", base, "HEAD")) {
                System.out.println("Nothing new: this fork has " + source.commit + " already.");
                return;
            }
            if (!rendered) {
                checkNewer(source, base, Arguments.lines(before).get("source"));
            }
            if (options.has("--dry-run")) {
                // A render that is not merged yet brings what the branch lacks of it.
                String merged = rendered ? git.line("merge-base", base, "HEAD") : base;
                Tree next = rendered ? new Source(git, base).tree() : Render.of(source, original, arguments, url).tree;
                Changes.print(new Source(git, merged).tree(), next, path -> path);
                return;
            }
            String commit = rendered
                    ? base
                    : Repository.commit(
                            git, base, Render.of(source, original, arguments, url).tree, true, "Take " + source.commit);
            git.run("update-ref", UPSTREAM_REF, commit);
            mergeInto(commit, source);
        }

        /** The newest render: of the branch {@code upstream}, here or of the team, or of the history. */
        private String base() {
            List<String> renders = Stream.of(UPSTREAM_REF, "refs/remotes/origin/" + UPSTREAM)
                    .filter(ref -> git.test("rev-parse", "--verify", "--quiet", ref + "^{commit}"))
                    .map(ref -> git.line("rev-parse", ref + "^{commit}"))
                    .collect(Collectors.toCollection(ArrayList::new));
            Repository.lastRender(git).ifPresent(renders::add);
            // On another commit, such as the only one of a shallow clone, an update would delete the team's files.
            refuseIf(
                    renders.isEmpty(),
                    "There is no branch " + UPSTREAM + ". Fetch it: git fetch origin " + UPSTREAM + ":" + UPSTREAM
                            + ". Or name the commit that has only what Fork.java wrote: git branch " + UPSTREAM
                            + " <commit>");
            // On an older one, this update would conflict with that of a teammate.
            return renders.stream()
                    .reduce((one, other) -> git.test("merge-base", "--is-ancestor", one, other) ? other : one)
                    .orElseThrow();
        }

        /** Without parts that the new version does not have any more. */
        private static Arguments known(Arguments arguments, Parts parts) {
            Set<String> known = arguments.without.stream()
                    .filter(name ->
                            parts.all.containsKey(name) || !parts.members(name).isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
            return arguments.without(known);
        }

        private static boolean sameRender(String before, String after) {
            Map<String, String> old = Arguments.lines(before);
            Map<String, String> current = Arguments.lines(after);
            old.remove("source");
            current.remove("source");
            return old.equals(current);
        }

        private void checkNewer(Source source, String base, String current) {
            boolean had = !git.line("log", "--format=%H", "-Ssource: " + source.commit, base, "--", FORK_FILE)
                    .isEmpty();
            boolean known = source.git.test("cat-file", "-e", current + "^{commit}");
            refuseIf(
                    !source.commit.equals(current)
                            && (had || known && source.git.test("merge-base", "--is-ancestor", source.commit, current)),
                    source.commit + " is older than what this fork has; to go back, revert the merge of the update.");
            if (!had && !known) {
                step("cannot tell whether " + source.commit + " is newer: its history lacks " + current);
            }
        }

        private void mergeInto(String commit, Source source) {
            step("merge the branch " + UPSTREAM);
            // Files that the team moved stay moved, also those that are new in their folders; line endings do not
            // conflict.
            int exit = Command.inherit(
                    Path.of(""),
                    List.of(
                            "git",
                            "-c",
                            "merge.renameLimit=20000",
                            "-c",
                            "merge.directoryRenames=true",
                            "merge",
                            "--no-edit",
                            "--no-ff",
                            "--no-stat",
                            "-Xrenormalize",
                            "-Xignore-space-at-eol",
                            "--message=Update from " + source.commit,
                            commit));
            if (exit != 0) {
                refuseIf(
                        !git.test("rev-parse", "--quiet", "--verify", "MERGE_HEAD"),
                        "git merge failed; see above. Run the same command again.");
                System.out.println(
                        "\nResolve the conflicts, `git add` the files, and `git commit`; then run `mvn verify`."
                                + "\nTo go back instead: git merge --abort");
                throw new Refusal("The update has conflicts; git status lists them.");
            }
            System.out.println("\nThis fork has " + source.commit + " now. Share it: git push origin HEAD " + UPSTREAM
                    + "\nTo go back: git reset --keep HEAD^");
            if (!options.has("--no-tests")) {
                Maven.test(Path.of(""), false);
            }
        }
    }

    // ---- Git, Maven, processes

    private static final class Repository {
        /** In the message of the commit of a render, with the id of its tree. */
        private static final String RENDERED = "Rendered: ";

        static void check(Git git) {
            refuseIf(!git.test("rev-parse", "--git-dir"), "This folder is not a git repository.");
            refuseIf(
                    !isSame(Path.of(""), Path.of(git.line("rev-parse", "--show-toplevel"))),
                    "This folder is inside another git repository (" + git.line("rev-parse", "--show-toplevel")
                            + "); move it out of there first.");
            refuseIf(
                    !git.test("rev-parse", "--verify", "--quiet", "HEAD"),
                    "The repository has no commit; commit first.");
            refuseIf(!git.test("symbolic-ref", "--quiet", "HEAD"), "No branch is checked out: git switch <branch>");
            for (String state :
                    List.of("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")) {
                refuseIf(
                        git.path(state).exists(),
                        "A merge or rebase is in progress; finish or abort it first (git status says how).");
            }
            refuseIf(
                    !git.line("status", "--porcelain").isEmpty(),
                    "There are uncommitted changes; commit or stash them first (git status lists them).");
        }

        static void checkIdentity(Git git) {
            refuseIf(
                    !git.test("var", "GIT_COMMITTER_IDENT"),
                    "Git does not know your name: git config --global user.name <name>, and the same with user.email");
        }

        /** The last render in the history of the current branch; not one that was rebased onto other files. */
        static Optional<String> lastRender(Git git) {
            return git.text("log", "--format=%H %T", "--grep=^" + RENDERED)
                    .lines()
                    .map(line -> line.split(" "))
                    .filter(commit -> git.text("show", "--no-patch", "--format=%B", commit[0])
                            .contains(RENDERED + commit[1]))
                    .map(commit -> commit[0])
                    .findFirst();
        }

        /** Moves the current branch to a commit; after Ctrl-C, back again. */
        static void fastForward(Git git, String commit) {
            // Otherwise going back would lose what was edited while the render was made.
            refuseIf(
                    !git.line("status", "--porcelain").isEmpty(),
                    "Files of this folder were changed meanwhile; commit or stash them, and run the same command again"
                            + " (git status lists them).");
            String before = git.line("rev-parse", "HEAD");
            File lock = git.path("index.lock");
            Thread undo = new Thread(() -> {
                Git.stopRunning();
                lock.delete();
                Command.inherit(Path.of(""), List.of("git", "reset", "--quiet", "--hard", before));
                Command.inherit(Path.of(""), List.of("git", "clean", "--quiet", "-d", "--force"));
            });
            Runtime.getRuntime().addShutdownHook(undo);
            boolean moved = git.test("merge", "--quiet", "--ff-only", commit);
            // A merge that git itself refuses has changed nothing; only one that a signal ends is undone.
            if (moved || !git.endedBySignal()) {
                Runtime.getRuntime().removeShutdownHook(undo);
            }
            refuseIf(!moved, "git merge --ff-only " + commit + " failed: " + git.lastError());
        }

        /** Commits a tree on top of a commit, without touching the files of this folder. */
        static String commit(Git git, String parent, Tree tree, boolean format, String message) {
            Path folder = Temporary.folder().resolve("render");
            git.run("worktree", "prune"); // those of runs that were interrupted
            git.run("worktree", "add", "--quiet", "--no-checkout", "--detach", folder.toString(), parent);
            try {
                Git render = new Git(folder);
                step("write " + tree.files.size() + " files");
                tree.writeTo(folder);
                if (format) {
                    Maven.format(folder, "The files of this folder are as they were.");
                }
                render.add(tree.files.keySet());
                tree.files.forEach((path, entry) -> {
                    if (entry.executable) {
                        render.run("update-index", "--chmod=+x", path);
                    }
                });
                String id = render.line("write-tree");
                // Not `git commit`: hooks are made for the team's commits.
                return render.line("commit-tree", id, "-p", parent, "-m", message, "-m", RENDERED + id);
            } finally {
                git.run("worktree", "remove", "--force", folder.toString());
            }
        }
    }

    private static final class Git {
        /** The status with which git reports an error; a higher one is that of a signal. */
        private static final int FATAL = 128;

        private static volatile Process running;

        private final Path folder;
        private String lastError = "";
        private int lastExit;

        Git(Path folder) {
            this.folder = folder;
        }

        static void stopRunning() {
            Process process = running;
            if (process != null) {
                process.destroy();
                process.onExit().join();
            }
        }

        boolean test(String... arguments) {
            return execute(null, arguments) != null;
        }

        void run(String... arguments) {
            text(arguments);
        }

        /** Adds files, also those that an ignore file of the user names. */
        void add(Collection<String> paths) {
            byte[] list = String.join("\0", paths).getBytes(StandardCharsets.UTF_8);
            output(list, "add", "--force", "--pathspec-from-file=-", "--pathspec-file-nul");
        }

        /** A file of the repository itself. */
        File path(String name) {
            return folder.resolve(line("rev-parse", "--git-path", name)).toFile();
        }

        String line(String... arguments) {
            return text(arguments).strip();
        }

        List<String> list(String... arguments) {
            return Arrays.stream(text(arguments).split("\0"))
                    .filter(item -> !item.isEmpty())
                    .toList();
        }

        String text(String... arguments) {
            return new String(output(null, arguments), StandardCharsets.UTF_8);
        }

        String resolve(String ref, String place) {
            refuseIf(
                    !test("rev-parse", "--verify", "--quiet", ref + "^{commit}"),
                    "There is no branch, tag or commit " + ref + " in " + place + ".");
            return line("rev-parse", ref + "^{commit}");
        }

        boolean endedBySignal() {
            return lastExit > FATAL;
        }

        String lastError() {
            return lastError.lines().findFirst().orElse("no reason given");
        }

        List<byte[]> blobs(List<String> ids) {
            List<byte[]> blobs = new ArrayList<>();
            byte[] names = String.join("\n", ids).concat("\n").getBytes(StandardCharsets.UTF_8);
            byte[] output = output(names, "cat-file", "--batch");
            int at = 0;
            for (int i = 0; i < ids.size(); i++) {
                int end = at;
                while (output[end] != '\n') {
                    end++;
                }
                String[] header = new String(output, at, end - at, StandardCharsets.UTF_8).split(" ");
                int length = Integer.parseInt(header[2]);
                blobs.add(Arrays.copyOfRange(output, end + 1, end + 1 + length));
                at = end + 1 + length + 1;
            }
            return blobs;
        }

        private byte[] output(byte[] input, String... arguments) {
            byte[] output = execute(input, arguments);
            refuseIf(output == null, "git " + String.join(" ", arguments) + " failed: " + lastError());
            return output;
        }

        /** The output; null if git failed. */
        private byte[] execute(byte[] input, String... arguments) {
            List<String> command =
                    new ArrayList<>(List.of("git", "-C", folder.toAbsolutePath().toString()));
            command.addAll(List.of(arguments));
            try {
                Path streams = Temporary.folder();
                Path errors = streams.resolve("errors");
                Path in = Files.write(streams.resolve("input"), input == null ? new byte[0] : input);
                ProcessBuilder builder =
                        new ProcessBuilder(command).redirectInput(in.toFile()).redirectError(errors.toFile());
                builder.environment().put("LC_ALL", "C");
                Process process = builder.start();
                running = process;
                byte[] output = process.getInputStream().readAllBytes();
                lastExit = process.waitFor();
                lastError = Files.readString(errors);
                return lastExit == 0 ? output : null;
            } catch (IOException missing) {
                throw new Refusal(
                        "Fork.java needs git on the path, and space for temporary files: " + missing.getMessage());
            } catch (InterruptedException interrupted) {
                throw new Refusal("Interrupted.");
            }
        }
    }

    private static final class Maven {
        static void format(Path folder, String hint) {
            step("format; this takes half a minute");
            run(folder, hint, "-q", "spotless:apply");
        }

        static void test(Path folder, boolean thin) {
            String goal = thin ? "verify" : "test";
            step("mvn clean " + goal + "; this takes some minutes");
            int exit = Command.inherit(folder, command(folder, "-ntp", "clean", goal));
            refuseIf(exit != 0, "The tests failed; see above. The files stay as they are.");
        }

        /** @param hint what to know after a failure */
        static void run(Path folder, String hint, String... arguments) {
            int exit = Command.inherit(folder, command(folder, arguments));
            refuseIf(exit != 0, "mvn " + String.join(" ", arguments) + " failed; see above. " + hint);
        }

        /** Maven of the path, or else the wrapper. */
        private static List<String> command(Path folder, String... arguments) {
            boolean windows = System.getProperty("os.name").startsWith("Windows");
            String file = windows ? "mvn.cmd" : "mvn";
            boolean installed = Stream.of(
                            Objects.toString(System.getenv("PATH"), "").split(File.pathSeparator))
                    .anyMatch(entry -> !entry.isEmpty() && new File(entry, file).exists());
            String maven = installed
                    ? file
                    : folder.resolve(windows ? "mvnw.cmd" : "mvnw")
                            .toAbsolutePath()
                            .toString();
            List<String> command = new ArrayList<>(windows ? List.of("cmd", "/c", maven) : List.of(maven));
            command.addAll(List.of("-B", "-Dstyle.color=never"));
            command.addAll(List.of(arguments));
            return command;
        }
    }

    private static final class Command {
        static int inherit(Path folder, List<String> command) {
            try {
                return new ProcessBuilder(command)
                        .directory(folder.toAbsolutePath().toFile())
                        .inheritIO()
                        .start()
                        .waitFor();
            } catch (IOException failure) {
                throw new Refusal(command.get(0) + " cannot be started: " + failure.getMessage());
            } catch (InterruptedException interrupted) {
                throw new Refusal("Interrupted.");
            }
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one.toAbsolutePath(), other.toAbsolutePath());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Temporary folders, deleted at the end. */
    private static final class Temporary {
        private static final int ATTEMPTS = 100;
        private static Path all;
        private static volatile boolean deleting;

        static synchronized Path folder() {
            try {
                if (all == null) {
                    all = Files.createTempDirectory("fork");
                    Runtime.getRuntime().addShutdownHook(new Thread(Temporary::delete));
                }
                return Files.createTempDirectory(all, "");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** Stops what still writes, which Ctrl-C does not. */
        static void checkRunning() {
            if (deleting) {
                throw new Refusal("Interrupted.");
            }
        }

        private static void delete() {
            deleting = true;
            for (int i = 0; i < ATTEMPTS && Files.exists(all); i++) {
                try (Stream<Path> files = Files.walk(all)) {
                    // Git's objects are read-only, which Windows does not delete.
                    files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> {
                        file.setWritable(true);
                        file.delete();
                    });
                } catch (IOException | UncheckedIOException changed) {
                    // A child process that Ctrl-C ends, too, still wrote: once more.
                }
            }
        }
    }
}
