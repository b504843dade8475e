package io.weir.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class UserClassesTest {
    @Test
    void theLoaderIsThatOfTheJobWhileSomethingIsMadeAndTheOldOneAfterwards() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader ofJob = new URLClassLoader(new URL[0])) {
            ClassLoader seen =
                    UserClasses.load(ofJob, () -> Thread.currentThread().getContextClassLoader());
            assertThat(seen).isSameAs(ofJob);
            assertThatThrownBy(() -> UserClasses.load(ofJob, () -> {
                        throw new IllegalStateException("cannot be made");
                    }))
                    .hasMessage("cannot be made");
        }
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }
}
