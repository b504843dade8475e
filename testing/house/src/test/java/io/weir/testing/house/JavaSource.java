package io.weir.testing.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import io.weir.testing.house.SourceTree.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * What the rules need to know of one Java file, read by the JDK's own parser.
 *
 * @param path relative to the root of the repository, with slashes
 * @param packageName as declared
 * @param imports the imported names, a static import with its member; and class names that are written out in full
 * @param wildcardImportLines lines of imports that end in a star
 * @param inferredTypeLines lines of variables declared without a type ({@code var}), lambda parameters aside
 * @param standardStreamLines lines that use {@code System.out} or {@code System.err}
 * @param undocumentedTypes top-level types without a doc comment
 * @param methods every method and constructor with a body
 */
record JavaSource(
        String path,
        String text,
        String packageName,
        List<String> imports,
        List<Long> wildcardImportLines,
        List<Long> inferredTypeLines,
        List<Long> standardStreamLines,
        List<String> undocumentedTypes,
        List<Method> methods) {

    private static final Pattern QUALIFIED_CLASS = Pattern.compile("([a-z]\\w*\\.){2,}[A-Z]\\w*");

    /** A method; {@code lines} counts from its first line to its closing brace, its doc comment left out. */
    record Method(String name, long line, long lines) {}

    /** True for what is shipped: code under {@code src/main/java}. */
    boolean isMain() {
        return path.contains("src/main/java/");
    }

    /** The module's folder, such as {@code connectors/kafka}. */
    String module() {
        return path.substring(0, Math.max(0, path.indexOf("/src/")));
    }

    /** The lines of the text, without their ends. */
    List<String> lines() {
        return text.lines().toList();
    }

    static List<JavaSource> parse(List<TextFile> files) {
        JavaCompiler compiler = Objects.requireNonNull(
                ToolProvider.getSystemJavaCompiler(), "the house's rules need a JDK, not a JRE: set JAVA_HOME to one");
        Map<URI, TextFile> byUri = new HashMap<>();
        List<JavaFileObject> units = new ArrayList<>();
        for (TextFile file : files) {
            JavaFileObject unit = new Unit(file);
            byUri.put(unit.toUri(), file);
            units.add(unit);
        }
        List<JavaSource> sources = new ArrayList<>();
        JavacTask task = (JavacTask) compiler.getTask(null, null, diagnostic -> {}, List.of("-proc:none"), null, units);
        DocTrees trees = DocTrees.instance(task);
        try {
            for (CompilationUnitTree tree : task.parse()) {
                TextFile file =
                        Objects.requireNonNull(byUri.get(tree.getSourceFile().toUri()));
                sources.add(new Reader(file, tree, trees).read());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot parse the Java files", e);
        }
        return List.copyOf(sources);
    }

    private static final class Unit extends SimpleJavaFileObject {
        private final String text;

        Unit(TextFile file) {
            super(URI.create("tree:///" + file.path()), Kind.SOURCE);
            this.text = file.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Collects the facts in one walk over the tree of a file. */
    private static final class Reader extends TreePathScanner<Void, Void> {
        private final TextFile file;
        private final CompilationUnitTree tree;
        private final DocTrees trees;
        private final SourcePositions positions;
        private final List<String> imports = new ArrayList<>();
        private final List<Long> wildcardImportLines = new ArrayList<>();
        private final List<Long> inferredTypeLines = new ArrayList<>();
        private final List<Long> standardStreamLines = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();

        Reader(TextFile file, CompilationUnitTree tree, DocTrees trees) {
            this.file = file;
            this.tree = tree;
            this.trees = trees;
            this.positions = trees.getSourcePositions();
        }

        JavaSource read() {
            scan(new TreePath(tree), null);
            String packageName =
                    tree.getPackageName() == null ? "" : tree.getPackageName().toString();
            return new JavaSource(
                    file.path(),
                    file.text(),
                    packageName,
                    List.copyOf(imports),
                    List.copyOf(wildcardImportLines),
                    List.copyOf(inferredTypeLines),
                    List.copyOf(standardStreamLines),
                    undocumentedTypes(),
                    List.copyOf(methods));
        }

        private List<String> undocumentedTypes() {
            List<String> names = new ArrayList<>();
            for (Tree type : tree.getTypeDecls()) {
                if (type instanceof com.sun.source.tree.ClassTree declared
                        && trees.getDocComment(TreePath.getPath(tree, type)) == null) {
                    names.add(declared.getSimpleName().toString());
                }
            }
            return List.copyOf(names);
        }

        @Override
        public Void visitImport(ImportTree node, Void unused) {
            String name = node.getQualifiedIdentifier().toString();
            imports.add(name);
            if (name.endsWith(".*")) {
                wildcardImportLines.add(line(node));
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree node, Void unused) {
            Tree parent = getCurrentPath().getParentPath().getLeaf();
            if (node.getType() == null && !(parent instanceof LambdaExpressionTree)) {
                inferredTypeLines.add(line(node));
            }
            return super.visitVariable(node, null);
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree node, Void unused) {
            String text = node.toString();
            if (QUALIFIED_CLASS.matcher(text).matches()) {
                imports.add(text);
            }
            if (text.equals("System.out") || text.equals("System.err")) {
                standardStreamLines.add(line(node));
            }
            return super.visitMemberSelect(node, null);
        }

        @Override
        public Void visitMethod(MethodTree node, Void unused) {
            if (node.getBody() != null) {
                long end = positions.getEndPosition(tree, node);
                if (end >= 0) {
                    long last = tree.getLineMap().getLineNumber(end);
                    methods.add(new Method(node.getName().toString(), line(node), last - line(node) + 1));
                }
            }
            return super.visitMethod(node, null);
        }

        private long line(Tree node) {
            long start = positions.getStartPosition(tree, node);
            return start < 0 ? 0 : tree.getLineMap().getLineNumber(start);
        }
    }
}
