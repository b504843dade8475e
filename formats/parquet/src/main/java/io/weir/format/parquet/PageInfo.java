package io.weir.format.parquet;

import java.lang.ref.WeakReference;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;

/** A data page of a column chunk: what its header says, and its body as long as somebody uses it. */
final class PageInfo {
    final PageHeader header;
    final long position;
    /** The number of values, those that are NULL included. */
    final int valueCount;

    final Encoding encoding;
    private WeakReference<PageBody> body = new WeakReference<>(null);

    PageInfo(PageHeader header, long position) {
        this.header = header;
        this.position = position;
        boolean isSecond = header.isSetData_page_header_v2();
        valueCount = isSecond
                ? header.getData_page_header_v2().getNum_values()
                : header.getData_page_header().getNum_values();
        encoding = isSecond
                ? header.getData_page_header_v2().getEncoding()
                : header.getData_page_header().getEncoding();
        if (valueCount < 0 || header.getCompressed_page_size() < 0 || header.getUncompressed_page_size() < 0) {
            throw new DamagedException("a page of less than nothing");
        }
    }

    WeakReference<PageBody> body() {
        return body;
    }

    void setBody(PageBody read) {
        body = new WeakReference<>(read);
    }
}
