package io.polyloop.journal;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * The migrations of the service: those of the resource folder {@code migrations}, of a jar or of compiled classes, and
 * those of the folders of {@code sql.migrations}. Of each folder, files directly in it are for every kind of database,
 * and a folder in it is for one kind. Not Flyway's own search, which would run those of the other kind, too.
 */
final class MigrationFiles implements ResourceProvider {
    private static final String FOLDER = "migrations";

    private final String kind;
    private final List<MigrationFile> files = new ArrayList<>();
    private final Map<MigrationVersion, MigrationFile> byVersion = new HashMap<>();

    private MigrationFiles(String kind) {
        this.kind = kind;
    }

    /**
     * @param kind the folder of one kind of database
     * @throws MigrationException for a wrong name, a repeated version or an unreadable file
     */
    static MigrationFiles find(ClassLoader resources, Collection<Path> folders, String kind) {
        MigrationFiles found = new MigrationFiles(kind);
        try {
            for (URL url : Collections.list(resources.getResources(FOLDER))) {
                found.addPackaged(url);
            }
            for (Path folder : folders) {
                found.addFolder(folder, folder.toAbsolutePath().toString());
            }
        } catch (IOException | URISyntaxException failure) {
            throw new MigrationException("the migrations cannot be read: " + failure);
        }
        return found;
    }

    List<MigrationFile> files() {
        return files;
    }

    /** The highest version; 0 without files. */
    MigrationVersion newest() {
        return byVersion.keySet().stream().max(Comparator.naturalOrder()).orElse(MigrationVersion.fromVersion("0"));
    }

    /** The file of a version. */
    Optional<MigrationFile> of(MigrationVersion version) {
        return Optional.ofNullable(byVersion.get(version));
    }

    private void addPackaged(URL url) throws IOException, URISyntaxException {
        if (!url.getProtocol().equals("jar")) {
            addFolder(Path.of(url.toURI()), Path.of(url.toURI()).toString());
            return;
        }
        URI jar = ((JarURLConnection) url.openConnection()).getJarFileURL().toURI();
        // A file system of its own: that of the URL is shared, and may be open or closed by others.
        try (FileSystem content = FileSystems.newFileSystem(Path.of(jar), (ClassLoader) null)) {
            addFolder(content.getPath(FOLDER), Path.of(jar).getFileName() + "!/" + FOLDER);
        }
    }

    private void addFolder(Path folder, String shown) throws IOException {
        addFiles(folder, shown);
        Path own = folder.resolve(kind);
        if (Files.isDirectory(own)) {
            addFiles(own, shown + "/" + kind);
        }
    }

    /** A volume of Kubernetes has hidden folders and links to files in them; a file of another type is a note. */
    private void addFiles(Path folder, String shown) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            content.filter(Files::isRegularFile)
                    .filter(file -> isSql(file.getFileName().toString()))
                    .sorted()
                    .forEach(file -> add(MigrationFile.read(file, shown)));
        }
    }

    private static boolean isSql(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".sql") && !name.startsWith(".");
    }

    private void add(MigrationFile file) {
        MigrationFile other = byVersion.putIfAbsent(file.version(), file);
        if (other != null) {
            throw new MigrationException("two migrations have one version: " + other + " and " + file
                    + "; give the newer one a higher version, or remove one");
        }
        files.add(file);
    }

    /** For Flyway; there are no configuration files of single migrations. */
    @Override
    public LoadableResource getResource(String name) {
        return null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return files.stream()
                .filter(file -> file.getFilename().startsWith(prefix)
                        && Stream.of(suffixes).anyMatch(file.getFilename()::endsWith))
                .map(LoadableResource.class::cast)
                .toList();
    }
}
