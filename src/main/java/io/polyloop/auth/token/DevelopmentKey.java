package io.polyloop.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.polyloop.auth.Identity;
import io.polyloop.config.IssuerSettings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Signs tokens for development, without an identity provider. A node on a loopback address accepts them, unless
 * {@code auth.development} is off. The key is in the data directory, with mode 0600: who can read it can act as every
 * subject on that node. Blocks.
 */
public final class DevelopmentKey {
    private static final String AUDIENCE = "polyloop";
    private static final String FILE = "development-key.jwk";

    private final ECKey key;

    private DevelopmentKey(ECKey key) {
        this.key = key;
    }

    /** Reads the key of this data directory, and creates it first if there is none. */
    public static DevelopmentKey in(Path dataDir) {
        Path file = file(dataDir);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return new DevelopmentKey(ECKey.parse(Files.readString(file)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ParseException malformed) {
            throw new IllegalStateException(file + " is not a key; delete it, and the next token creates another");
        }
    }

    static Path file(Path dataDir) {
        return dataDir.resolve(FILE);
    }

    static IssuerSettings issuer(Path dataDir) {
        return new IssuerSettings(
                Identity.DEVELOPMENT,
                AUDIENCE,
                Set.of(JWSAlgorithm.ES256.getName()),
                file(dataDir).toString(),
                Set.of(JOSEObjectType.JWT.getType()),
                "sub");
    }

    /** A token that is valid from now on. {@code claims} add to those that every token has, and do not replace them. */
    public String sign(String subject, JsonObject claims, Duration validity) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder content = new JWTClaimsSet.Builder();
        plain(claims).forEach(content::claim);
        content.issuer(Identity.DEVELOPMENT)
                .audience(AUDIENCE)
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(validity)))
                .jwtID(UUID.randomUUID().toString());
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        try {
            SignedJWT token = new SignedJWT(header, content.build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every JDK has ES256", impossible);
        }
    }

    /** Without the JSON types of Vert.x, which the library does not know. */
    private static Map<String, Object> plain(JsonObject claims) {
        try {
            return JSONObjectUtils.parse(claims.encode());
        } catch (ParseException impossible) {
            throw new IllegalStateException("a JsonObject encodes JSON", impossible);
        }
    }

    private static void create(Path file) throws IOException {
        try {
            ECKey created = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
            new PrivateFile(file).create(created.toJSONString());
        } catch (FileAlreadyExistsException another) {
            // Another process was faster: use its key.
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every JDK has P-256", impossible);
        }
    }
}
